package io.saoma.jpa;

import io.saoma.account.AccountId;
import io.saoma.account.Devices;

/** The browsers that accounts have used, in the database. */
public final class JpaDevices implements Devices {
  private final Database database;

  public JpaDevices(Database database) {
    this.database = database;
  }

  @Override
  public void bind(String deviceHash, AccountId account) {
    var renewed =
        database.change(
            """
            UPDATE device SET expires_at = clock_timestamp() + 180 * INTERVAL '1' DAY
            WHERE device_hash = ?1 AND account_id = ?2
            """,
            deviceHash,
            account.value());
    if (renewed == 0) {
      database.insertNew(
          """
          INSERT INTO device (device_hash, account_id, bound_at, expires_at)
          VALUES (?1, ?2, clock_timestamp(), clock_timestamp() + 180 * INTERVAL '1' DAY)
          """,
          deviceHash,
          account.value());
    }
  }

  @Override
  public void inherit(String deviceHash, String before) {
    database.change(
        """
        INSERT INTO device (device_hash, account_id, bound_at, expires_at)
        SELECT CAST(?1 AS VARCHAR), account_id, bound_at, expires_at FROM device
        WHERE device_hash = ?2 AND expires_at > clock_timestamp()
        """,
        deviceHash,
        before);
  }

  @Override
  public boolean isKnown(String deviceHash, AccountId account) {
    return !database
        .values(
            """
            SELECT 1 FROM device WHERE device_hash = ?1 AND account_id = ?2
              AND expires_at > clock_timestamp()
            """,
            deviceHash,
            account.value())
        .isEmpty();
  }
}
