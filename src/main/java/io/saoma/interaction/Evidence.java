package io.saoma.interaction;

import com.nimbusds.oauth2.sdk.id.Subject;
import io.saoma.account.Consents;
import io.saoma.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known when a request is decided.
 *
 * @param session who is signed in
 * @param served whether the app that vouched for the person may sign in to this client: whoever
 *     holds an app's secret can be any of its users, at the sites that trust it
 * @param fresh whether that sign-in was made for this very request; its tap was the consent too
 * @param subject the {@code sub} the site knows the person by
 * @param consent what the person allowed the site before
 * @param askedAt when this request was first stopped for a person; a consent given after it is an
 *     answer to it
 * @param age how long ago that person tapped, by the clock that dated the tap
 */
public record Evidence(
    Session session,
    boolean served,
    boolean fresh,
    Subject subject,
    Optional<Consents.Consent> consent,
    Optional<Instant> askedAt,
    Duration age) {}
