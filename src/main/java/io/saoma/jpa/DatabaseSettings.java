package io.saoma.jpa;

import java.util.Optional;

/**
 * Where the rows live.
 *
 * @param url a JDBC URL of PostgreSQL or H2
 * @param user the database's user
 * @param password its password, never shown
 * @param poolSize connections of this node, 1 to 200
 */
public record DatabaseSettings(String url, String user, Optional<String> password, int poolSize) {
  public DatabaseSettings {
    if (!isPostgreSql(url) && !isH2(url)) {
      throw new IllegalArgumentException("must begin with jdbc:postgresql: or jdbc:h2:");
    }
    if (poolSize < 1 || poolSize > 200) {
      throw new IllegalArgumentException("must be from 1 to 200 connections");
    }
  }

  /** Whether it is a file of this very process. */
  public boolean isEmbedded() {
    return isH2(url);
  }

  boolean h2() {
    return isH2(url);
  }

  /**
   * The URL with what our statements rely on: H2 without a write delay, because with it a kill -9
   * loses commits that were acknowledged, and with PostgreSQL's conflict clause.
   */
  String jdbcUrl() {
    return h2() ? url + ";WRITE_DELAY=0;MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE" : url;
  }

  private static boolean isPostgreSql(String url) {
    return url.startsWith("jdbc:postgresql:");
  }

  private static boolean isH2(String url) {
    return url.startsWith("jdbc:h2:");
  }

  @Override
  public String toString() {
    return "DatabaseSettings[poolSize=" + poolSize + "]";
  }
}
