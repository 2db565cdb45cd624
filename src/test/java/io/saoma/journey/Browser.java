package io.saoma.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A browser as far as a server can tell: a cookie jar of its own, no redirect followed unseen. What
 * it shows is asserted by tests in a real one.
 */
public final class Browser {
  public static final String CHROME_ON_WINDOWS =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/126.0.0.0 Safari/537.36";

  /** {@code __Host-} and Secure together or, on a development's http issuer, neither. */
  private static final Pattern COOKIE =
      Pattern.compile(
          "(?=__Host-.*; Secure|saoma_(?!.*; Secure))(__Host-)?saoma_(ia|sid|dev)="
              + "([A-Za-z0-9_-]{43})?; Path=/; HttpOnly; SameSite=Lax(; Secure)?"
              + "(; Max-Age=(0|15552000))?");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private final URI issuer;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();

  /** One without any cookie, of a server at {@code issuer}. */
  public Browser(URI issuer) {
    this.issuer = issuer;
    headers.put("User-Agent", CHROME_ON_WINDOWS);
    headers.put("Accept-Language", "en");
  }

  /** Sends this header from now on; null takes it away. */
  public Browser header(String name, @Nullable String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return this;
  }

  /** Its cookies by name. */
  public Map<String, String> cookies() {
    return cookies;
  }

  /** The value of a cookie that it has. */
  public String cookie(String name) {
    var value = cookies.get(name);
    if (value == null) {
      throw new IllegalStateException("no cookie " + name + " among " + cookies.keySet());
    }
    return value;
  }

  /** Opens an address, absolute or below the issuer. */
  public HttpResponse<String> get(String address) {
    return send(request(address).header("Accept", "text/html").GET());
  }

  /** Asks for an address's headers only. */
  public HttpResponse<String> head(String address) {
    return send(
        request(address).header("Accept", "text/html").method("HEAD", BodyPublishers.noBody()));
  }

  /** Fetches an address as a script does. */
  public HttpResponse<String> fetch(String address) {
    return send(
        request(address)
            .header("Accept", "application/json")
            .header("Sec-Fetch-Site", "same-origin")
            .GET());
  }

  /** Fetches as a script does, without waiting. */
  public CompletableFuture<HttpResponse<String>> fetchLater(String address) {
    return HTTP.sendAsync(
        request(address).header("Accept", "application/json").GET().build(),
        BodyHandlers.ofString());
  }

  /** Fetches bytes. */
  public HttpResponse<byte[]> bytes(String address) {
    try {
      return HTTP.send(request(address).GET().build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Posts a form from one of the server's own pages. */
  public HttpResponse<String> post(String address, Map<String, String> form) {
    return post(address, form, "text/html", "same-origin");
  }

  /** Posts a form with these headers; null for one leaves it out. */
  public HttpResponse<String> post(
      String address, Map<String, String> form, String accept, @Nullable String fetchSite) {
    var request =
        request(address)
            .header("Accept", accept)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)));
    if (fetchSite != null) {
      request.header("Sec-Fetch-Site", fetchSite);
    }
    return send(request);
  }

  /** A query string or a form. */
  public static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            parameter ->
                URLEncoder.encode(parameter.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(parameter.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpRequest.Builder request(String address) {
    var request = HttpRequest.newBuilder(issuer.resolve(address));
    headers.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every one of every test that has a browser is looked at (H03). */
  private void keep(String setCookie) {
    if (!COOKIE.matcher(setCookie).matches()) {
      throw new IllegalStateException("a weak cookie: " + setCookie);
    }
    var pair = setCookie.split(";", 2)[0].split("=", 2);
    if (setCookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }
}
