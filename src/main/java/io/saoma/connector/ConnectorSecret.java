package io.saoma.connector;

/** An app's secret, which no log, error or page can show: its text form is three stars. */
public record ConnectorSecret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
