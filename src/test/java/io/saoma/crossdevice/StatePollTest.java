package io.saoma.crossdevice;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.interaction.Interaction;
import io.saoma.oauth.Derivation;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Secrets;
import io.saoma.oauth.Sha256;
import io.saoma.ticket.BrowserKeys;
import io.saoma.ticket.Login;
import io.saoma.ticket.LoginView;
import io.saoma.ticket.Logins;
import io.saoma.ticket.PageAccess;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.TicketKind;
import io.saoma.ticket.TicketState;
import io.saoma.web.Cookies;
import io.saoma.web.Language;
import io.saoma.web.Limiter;
import io.saoma.web.SameOrigin;
import io.saoma.web.TestServer;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A page that waits costs something for as long as it waits, and nothing after it. */
final class StatePollTest {
  private static final int CAPACITY = 3;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Secrets secrets = new Secrets();
  private final BrowserKeys keys = new BrowserKeys(new Derivation(new byte[32]));
  private final String cookie = keys.newBrowser(secrets);
  private final AnyLogin logins = new AnyLogin(Sha256.of(cookie));
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final Waiters waiters = new Waiters(logins, executor, CAPACITY);
  private final TestServer server =
      new TestServer(
          new StatePoll(
              new PageAccess(logins, keys),
              new Cookies(false),
              new SameOrigin("http://localhost"),
              waiters,
              new Limiter(100, Duration.ofMinutes(1), Ticker.systemTicker())));

  @AfterEach
  void stop() {
    waiters.close();
    server.close();
    executor.shutdownNow();
  }

  @Test
  void anAnsweredPageWaitsNoMore() throws Exception {
    var page = parked(id());
    logins.change();
    waiters.changed(page.id());

    assertThat(page.answer().body()).contains("\"waiting\"", "\"v\":2", "\"retry_ms\":0");
    assertThat(waiters.size()).isZero();
  }

  @Test
  void aPageWhoseStateRanOutWaitsNoMore() throws Exception {
    logins.remaining = Duration.ofMillis(50);
    var page = parked(id());

    assertThat(page.answer().statusCode()).isEqualTo(204);
    assertThat(waiters.size()).isZero();
  }

  @Test
  void aPageThatIsReplacedWaitsNoMoreAndTheOtherDoes() throws Exception {
    var id = id();
    var first = parked(id);
    var second = ask(id);

    assertThat(first.answer().body()).contains("\"retry_ms\":3000");
    assertThat(waiters.size()).isEqualTo(1);
    waiters.changed(id);
    assertThat(second.answer().statusCode()).isEqualTo(200);
    assertThat(waiters.size()).isZero();
  }

  @Test
  void aPageThatWasClosedWaitsNoMore() throws Exception {
    logins.remaining = Duration.ofSeconds(1);
    var woken = id();
    try (var first = open(woken);
        var second = open(id())) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      parked(2);
    }
    // One of them is told of a change, the other's time runs out: nobody listens to either.
    logins.change();
    waiters.changed(woken);
    parked(0);
  }

  @Test
  void aPageThatCouldNotBeReadWaitsNoMore() throws Exception {
    var page = parked(id());
    logins.broken = true;
    waiters.changed(page.id());

    assertThat(page.answer().statusCode()).isEqualTo(204);
    assertThat(waiters.size()).isZero();
  }

  @Test
  void aPageThatFailsWhileItIsParkedDoesNotWait() throws Exception {
    logins.breaksAfter.set(2);
    assertThat(ask(id()).answer().statusCode()).isEqualTo(500);
    parked(0);
  }

  @Test
  void aChangeWhileAPageIsBeingParkedIsNotMissed() throws Exception {
    logins.changesAfter.set(2);
    assertThat(ask(id()).answer().body()).contains("\"v\":2");
    parked(0);
  }

  @Test
  void whoFindsNoRoomIsToldToPoll() throws Exception {
    var pages = List.of(parked(id()), parked(id()), parked(id()));
    assertThat(waiters.size()).isEqualTo(CAPACITY);

    assertThat(ask(id()).answer().body()).contains("\"retry_ms\":3000");
    assertThat(waiters.size()).isEqualTo(CAPACITY);
    waiters.changed(pages.get(0).id());
    assertThat(pages.get(0).answer().statusCode()).isEqualTo(200);
    assertThat(waiters.size()).isEqualTo(CAPACITY - 1);
  }

  @Test
  void R15_aNodeThatStopsSendsEverybodyAwayAndParksNobody() throws Exception {
    var page = parked(id());
    waiters.close();

    assertThat(page.answer().statusCode()).isEqualTo(204);
    assertThat(ask(id()).answer().body()).contains("\"retry_ms\":3000");
    assertThat(waiters.size()).isZero();
  }

  @Test
  void R15_whoCameWhileTheNodeStoppedIsSentAwayToo() throws Exception {
    Filter late =
        (request, response, chain) -> {
          var context = request.startAsync();
          waiters.close(); // after it was seen that there is room, before the page has it
          context.addListener(waiters.park(id(), context, 1, LoginView.Word.WAITING));
        };
    try (var other = new TestServer(late)) {
      var poll =
          HttpClient.newHttpClient()
              .sendAsync(HttpRequest.newBuilder(other.uri("/")).build(), BodyHandlers.ofString());
      assertThat(poll.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }
    assertThat(waiters.size()).isZero();
  }

  private InteractionId id() {
    return new InteractionId(secrets.id());
  }

  /** A poll under way. */
  private record Poll(InteractionId id, CompletableFuture<HttpResponse<String>> sent) {
    HttpResponse<String> answer() throws Exception {
      return sent.get(20, TimeUnit.SECONDS);
    }
  }

  private String path(InteractionId id) {
    return "/crossdevice/%s/state?v=1&poll=%s".formatted(id.value(), keys.poll(id, cookie));
  }

  private Poll ask(InteractionId id) {
    var request =
        HttpRequest.newBuilder(server.uri(path(id))).header("Cookie", "saoma_ia=" + cookie).build();
    return new Poll(id, HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString()));
  }

  private Poll parked(InteractionId id) {
    var before = waiters.size();
    var poll = ask(id);
    parked(before + 1);
    return poll;
  }

  private void parked(int count) {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (waiters.size() != count && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(waiters.size()).isEqualTo(count);
  }

  /** A poll of a browser that can be closed. */
  private Socket open(InteractionId id) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort());
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: saoma_ia=%s\r\n\r\n"
                .formatted(path(id), cookie)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Any login that is asked for, with a picture on its page; it can be changed and be broken. */
  private static final class AnyLogin implements Logins {
    private final String browserHash;
    private final AtomicLong version = new AtomicLong(1);
    private volatile Duration remaining = LONG;
    private volatile boolean broken;
    private final AtomicInteger breaksAfter = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger changesAfter = new AtomicInteger(Integer.MAX_VALUE);

    AnyLogin(String browserHash) {
      this.browserHash = browserHash;
    }

    void change() {
      version.incrementAndGet();
    }

    @Override
    public Optional<Login> find(InteractionId id) {
      if (broken || breaksAfter.getAndDecrement() == 1) {
        throw new IllegalStateException("no database");
      }
      if (changesAfter.getAndDecrement() == 1) {
        version.incrementAndGet();
      }
      var interaction =
          new Interaction(
              id,
              Optional.of(browserHash),
              new ClientID("shop"),
              "",
              Language.EN,
              version.get(),
              1,
              Instant.EPOCH,
              LONG,
              false);
      var picture =
          new Ticket(
              "ticket",
              Optional.of(id),
              "wechat",
              TicketKind.QR,
              TicketState.DISPLAYED,
              1,
              1,
              remaining,
              Duration.ZERO,
              Optional.empty(),
              Optional.empty(),
              0);
      return Optional.of(Login.of(interaction, List.of(picture)));
    }
  }
}
