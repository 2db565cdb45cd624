package io.saoma.connector;

import java.util.Optional;

/**
 * Every subject that the upstream named in one verification.
 *
 * @param exact the person under this very connector (an openid); always decides
 * @param shared the person across a family of connectors (a unionid), when the upstream gave one
 */
public record UpstreamIdentity(UpstreamSubject exact, Optional<UpstreamSubject> shared) {}
