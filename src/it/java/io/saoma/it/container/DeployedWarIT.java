package io.saoma.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@EveryContainer
@ExtendWith(ArquillianExtension.class)
final class DeployedWarIT {
  @ArquillianResource private URL saoma;

  @Deployment(testable = false)
  static Archive<?> saoma() {
    return War.saoma(
            """
            saoma.issuer = {main}
            saoma.development = true
            saoma.data = {dir}/data
            """)
        .archive();
  }

  @Test
  void theWarThatTheBuildMadeAnswersDiscovery() throws Exception {
    var answer = get("/.well-known/openid-configuration");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(answer.body()).get("issuer").asText())
        .isEqualTo(issuer());
  }

  @Test
  void itsLibrariesAndTheLauncherAreNotFiles() throws Exception {
    for (var path :
        new String[] {
          "/WEB-INF/web.xml",
          "/web-inf/web.xml",
          "/META-INF/MANIFEST.MF",
          "/io/saoma/launch/Main.class",
          "/WEB-INF/launch/"
        }) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(issuer() + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** The URL of a root context ends with a slash; an issuer does not. */
  private String issuer() {
    return saoma.toString().replaceFirst("/$", "");
  }
}
