package io.saoma.discovery;

import io.saoma.web.CurrentRequest;
import io.saoma.web.FrontChannel;
import io.saoma.web.IndexPage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** {@code GET /}: says what this server is, to whoever opens its bare address. */
@Path("/")
public final class IndexResource {
  private final CurrentRequest request;
  private final FrontChannel frontChannel;

  public IndexResource(CurrentRequest request, FrontChannel frontChannel) {
    this.request = request;
    this.frontChannel = frontChannel;
  }

  @GET
  public Response get() {
    return frontChannel.page(200, new IndexPage(request.language(), frontChannel.base())).build();
  }
}
