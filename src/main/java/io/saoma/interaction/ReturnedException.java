package io.saoma.interaction;

import com.nimbusds.oauth2.sdk.ErrorObject;
import io.saoma.client.Client;

/** A fault that the site is told, by way of an address it registered. */
public final class ReturnedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Client client;
  private final transient ReturnAddress returnAddress;
  private final transient ErrorObject error;

  ReturnedException(Client client, ReturnAddress returnAddress, ErrorObject error) {
    super(error.getCode());
    this.client = client;
    this.returnAddress = returnAddress;
    this.error = error;
  }

  public Client client() {
    return client;
  }

  public ReturnAddress returnAddress() {
    return returnAddress;
  }

  public ErrorObject error() {
    return error;
  }
}
