package io.saoma.app;

import io.saoma.jpa.Database;
import io.saoma.jpa.JpaAccounts;
import io.saoma.jpa.JpaAudit;
import io.saoma.jpa.JpaAuthorizationCodes;
import io.saoma.jpa.JpaConsents;
import io.saoma.jpa.JpaDevices;
import io.saoma.jpa.JpaGrants;
import io.saoma.jpa.JpaInteractions;
import io.saoma.jpa.JpaLogins;
import io.saoma.jpa.JpaPicturePool;
import io.saoma.jpa.JpaRefreshTokens;
import io.saoma.jpa.JpaSessions;
import io.saoma.jpa.JpaSigningKeys;
import io.saoma.jpa.JpaTickets;
import io.saoma.oauth.Secrets;

/** Every store over one database. */
record Stores(
    JpaAccounts accounts,
    JpaAudit audit,
    JpaAuthorizationCodes codes,
    JpaConsents consents,
    JpaDevices devices,
    JpaGrants grants,
    JpaInteractions interactions,
    JpaLogins logins,
    JpaPicturePool pictures,
    JpaRefreshTokens refreshTokens,
    JpaSessions sessions,
    JpaSigningKeys signingKeys,
    JpaTickets tickets) {

  static Stores over(Database database, Secrets secrets) {
    var audit = new JpaAudit(database);
    return new Stores(
        new JpaAccounts(database, audit, secrets),
        audit,
        new JpaAuthorizationCodes(database),
        new JpaConsents(database, audit),
        new JpaDevices(database),
        new JpaGrants(database),
        new JpaInteractions(database),
        new JpaLogins(database),
        new JpaPicturePool(database),
        new JpaRefreshTokens(database),
        new JpaSessions(database, audit),
        new JpaSigningKeys(database),
        new JpaTickets(database));
  }
}
