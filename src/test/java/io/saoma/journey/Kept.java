package io.saoma.journey;

import io.saoma.jpa.TestDatabase;

/** What the database keeps of one login, read and aged around the server. */
public final class Kept {
  private final TestDatabase database;
  private final String interaction;

  private Kept(TestDatabase database, String interaction) {
    this.database = database;
    this.interaction = interaction;
  }

  static Kept of(SaomaServer server, Login login) {
    return of(server.database(), login.interaction());
  }

  /** Of any server's database. */
  public static Kept of(TestDatabase database, String interaction) {
    return new Kept(database, interaction);
  }

  /** The newest picture's state. */
  public String picture() {
    return newest("QR");
  }

  /** The newest typed code's state. */
  String typedCode() {
    return newest("TYPED");
  }

  private String newest(String kind) {
    return database.text(
        "SELECT state FROM ticket WHERE kind = '%s' AND interaction_id = '%s'"
                .formatted(kind, interaction)
            + " ORDER BY sequence DESC FETCH FIRST 1 ROWS ONLY");
  }

  /** How many authorization codes were ever made for it. */
  public int codes() {
    return count("authorization_code", "TRUE");
  }

  /** How many audit rows say this. */
  public int events(String event) {
    return count("audit_event", "event = '" + event + "'");
  }

  /** How many of its tickets hold to this condition. */
  public int tickets(String condition) {
    return count("ticket", condition);
  }

  private int count(String table, String condition) {
    return Integer.parseInt(
        database.text(
            "SELECT COUNT(*) FROM %s WHERE interaction_id = '%s' AND (%s)"
                .formatted(table, interaction, condition)));
  }

  /** Moves the deadline of every ticket to so many seconds from now. */
  public void due(int seconds) {
    set("deadline = clock_timestamp() + %d * INTERVAL '1' SECOND".formatted(seconds));
  }

  /** Seconds until the newest picture's deadline. */
  int left() {
    return (int)
        Double.parseDouble(
            database.text(
                "SELECT EXTRACT(EPOCH FROM (deadline - clock_timestamp())) FROM ticket"
                    + " WHERE kind = 'QR' AND interaction_id = '%s'".formatted(interaction)
                    + " ORDER BY sequence DESC FETCH FIRST 1 ROWS ONLY"));
  }

  /** Changes columns of all its tickets. */
  public void set(String assignments) {
    if (database.execute(
            "UPDATE ticket SET %s WHERE interaction_id = '%s'".formatted(assignments, interaction))
        == 0) {
      throw new IllegalStateException("no ticket of " + interaction);
    }
  }
}
