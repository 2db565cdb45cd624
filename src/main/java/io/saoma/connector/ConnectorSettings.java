package io.saoma.connector;

import java.net.URI;
import java.util.Optional;

/**
 * One connector as the operator declared it in the file that {@code saoma.connectors} names.
 *
 * @param id unique in this deployment; part of no secret
 * @param kind which implementation serves it, e.g. {@code wechat-miniprogram}
 * @param owner whose upstream app it is: whoever receives its credentials can sign in as its users,
 *     so only the owner's clients use it
 * @param appId the upstream's public name of the app
 * @param secret the app's secret at the upstream
 * @param environment which build of the app the codes open: {@code release}, {@code trial} or
 *     {@code develop}; a phone that reports another one is refused
 * @param checkPath whether the upstream shall refuse a page that is not released
 * @param page the app's page a code opens, without a leading slash
 * @param baseUrl where the upstream answers
 * @param openPlatform the account inside which shared subjects are comparable; none, and they are
 *     ignored
 * @param name by which people find the app in the upstream
 * @param pool how many pictures to keep ready, 0 to draw each on demand
 */
public record ConnectorSettings(
    String id,
    String kind,
    String owner,
    String appId,
    ConnectorSecret secret,
    String environment,
    boolean checkPath,
    String page,
    URI baseUrl,
    Optional<String> openPlatform,
    Optional<String> name,
    int pool) {}
