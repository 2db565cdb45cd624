package io.saoma.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.connector.ConnectorSecret;
import io.saoma.connector.ConnectorSettings;
import io.saoma.connector.CredentialConnector;
import io.saoma.connector.Drawing;
import io.saoma.connector.Verification;
import io.saoma.oauth.Derivation;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Sealer;
import io.saoma.oauth.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Q22: what is drawn ahead stays within its budget and leaves the rest to pages that wait. */
final class PoolFillerTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final ClientID SHOP = new ClientID("shop");

  private final Secrets secrets = new Secrets();
  private final List<String> pooled = new ArrayList<>();
  private long nanos;
  private final Pictures pictures = pictures(1);

  @Test
  void aPoolIsFilledToItsSizeAndNoFurther() {
    var app = new App(5);
    run(app);
    assertThat(app.drawn).isEqualTo(5);
    run(app);
    assertThat(app.drawn).isEqualTo(5);

    pooled.remove(0);
    run(app);
    assertThat(app.drawn).isEqualTo(6);
    assertThat(new HashSet<>(app.scenes)).hasSize(6);
  }

  @Test
  void whoHasNoPoolIsNotAsked() {
    var app = new App(0);
    run(app);
    assertThat(app.drawn).isZero();
  }

  @Test
  void Q22_aPoolOfAnySizeLeavesAThirdOfTheMinuteToPagesThatWait() {
    var app = new App(10_000);
    run(app);
    run(app);
    assertThat(app.drawn).isEqualTo(3_000);

    pooled.clear();
    assertThat(drawnFor(SHOP, app, pictures)).isEqualTo(1_500);
    assertThat(app.drawn).isEqualTo(4_500);
    // Nobody's page draws beyond the app's minute, and the pool has the next one's again.
    run(app);
    assertThat(app.drawn).isEqualTo(4_500);
    nanos += MINUTE.toNanos() + 1;
    run(app);
    assertThat(app.drawn).isEqualTo(7_500);
  }

  @Test
  void aRunStopsAtTheFirstRefusal() {
    var app = new App(100);
    app.refuses = 7;
    run(app);
    assertThat(app.drawn).isEqualTo(7);
  }

  @Test
  void oneAppsRefusalIsNotAnothers() {
    var refused = new App(10);
    refused.refuses = 1;
    var other = new App(4);
    new PoolFiller(List.of(refused, other), new Pool(pooled), pictures).run();
    assertThat(other.drawn).isEqualTo(4);
  }

  @Test
  void Q22_oneSitesPagesLeaveHalfToTheOthers() {
    var app = new App(0);
    var shared = pictures(2);
    assertThat(drawnFor(SHOP, app, shared)).isEqualTo(2_250);
    assertThat(drawnFor(new ClientID("other"), app, shared)).isEqualTo(2_250);
  }

  @Test
  void theNextAppTakesOverWhereTheFirstCannotDraw() {
    var banned = new App(0);
    banned.refuses = 1;
    var other = new App(7);
    assertThat(pictures.next(List.of(banned, other), SHOP))
        .isInstanceOfSatisfying(
            Pictures.Next.Drawn.class,
            drawn -> assertThat(drawn.connectorId()).isEqualTo(other.settings().id()));
    // Letters go to the first where none draws.
    other.refuses = 1;
    assertThat(pictures.next(List.of(banned, other), SHOP).connectorId())
        .isEqualTo(banned.settings().id());
  }

  private Pictures pictures(int sites) {
    return new Pictures(
        new Pool(pooled),
        new DisplayBudget(20, sites, () -> nanos),
        new Scenes(new Derivation(new byte[32]), secrets),
        new Sealer(new byte[32], secrets),
        secrets);
  }

  /** How many pages of a site are drawn a picture before one is not. */
  private static int drawnFor(ClientID site, App app, Pictures pictures) {
    var drawn = 0;
    while (pictures.next(List.of(app), site) instanceof Pictures.Next.Drawn) {
      drawn++;
    }
    return drawn;
  }

  private void run(App app) {
    new PoolFiller(List.of(app), new Pool(pooled), pictures).run();
  }

  /** An app that counts what it is asked to draw. */
  private static final class App implements CredentialConnector {
    private final int pool;
    private final List<String> scenes = new ArrayList<>();
    private int drawn;
    private int refuses = Integer.MAX_VALUE;

    App(int pool) {
      this.pool = pool;
    }

    @Override
    public ConnectorSettings settings() {
      return new ConnectorSettings(
          "app" + pool,
          "any",
          "owner",
          "wx0000000000000001",
          new ConnectorSecret("secret"),
          "release",
          true,
          "pages/login",
          URI.create("https://upstream.example"),
          Optional.empty(),
          Optional.empty(),
          pool);
    }

    @Override
    public Verification verify(String credential) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Drawing draw(String scene) {
      drawn++;
      scenes.add(scene);
      return drawn >= refuses
          ? new Drawing.Unavailable(Drawing.Reason.QUOTA, MINUTE)
          : new Drawing.Drawn(new byte[] {1}, "image/png");
    }
  }

  /** One pool for all that are asked about. */
  private record Pool(List<String> pooled) implements PicturePool {
    @Override
    public void add(String ticketId, String connectorId, String scene, Kept picture) {
      pooled.add(connectorId);
    }

    @Override
    public Optional<String> candidate(String connectorId) {
      return pooled.stream().filter(connectorId::equals).findFirst();
    }

    @Override
    public boolean assign(
        String ticketId, InteractionId interaction, int sequence, Ticket.Binding binding) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int size(String connectorId) {
      return (int) pooled.stream().filter(connectorId::equals).count();
    }

    @Override
    public Optional<Kept> find(String ticketId) {
      throw new UnsupportedOperationException();
    }
  }
}
