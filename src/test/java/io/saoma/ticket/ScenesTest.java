package io.saoma.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.oauth.ChiSquare;
import io.saoma.oauth.Derivation;
import io.saoma.oauth.Secrets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenesTest {
  private static final String APP = "wx1111111111111111";
  private static final String OTHER_APP = "wx2222222222222222";

  private final Secrets secrets = new Secrets();
  private final byte[] key = secrets.bytes(32);
  private final Scenes scenes = new Scenes(new Derivation(key), secrets);

  /** A scene that could be guessed would be a login that could be taken. */
  @Test
  void q04_scenesCannotBeTold() {
    var minted = Stream.generate(() -> scenes.mint(APP)).limit(100_000).toList();

    assertThat(minted).doesNotHaveDuplicates().allMatch(scene -> scene.matches("1a[\\w-]{30}"));
    for (int position = 2; position < 32; position++) {
      // The last of the 22 characters of 128 bits holds two of them.
      int characters = position == 23 ? 4 : 64;
      assertThat(ChiSquare.sigmas(minted, position, characters))
          .as("position %d", position)
          .isBetween(-5.0, 5.0);
    }
  }

  @Test
  void aSceneIsGenuineOnEveryNode() {
    var scene = scenes.mint(APP);

    assertThat(scenes.isGenuine(scene, APP)).isTrue();
    assertThat(new Scenes(new Derivation(key), secrets).isGenuine(scene, APP)).isTrue();
  }

  @Test
  void aSceneOfOneAppIsJunkForAnother() {
    assertThat(scenes.isGenuine(scenes.mint(APP), OTHER_APP)).isFalse();
  }

  @Test
  void aSceneOfAnotherDeploymentIsJunk() {
    var elsewhere = new Scenes(new Derivation(secrets.bytes(32)), secrets);

    assertThat(scenes.isGenuine(elsewhere.mint(APP), APP)).isFalse();
  }

  @Test
  void aChangeOfAnyCharacterMakesItJunk() {
    var scene = scenes.mint(APP);

    for (int i = 0; i < scene.length(); i++) {
      char other = scene.charAt(i) == 'x' ? 'y' : 'x';
      var changed = scene.substring(0, i) + other + scene.substring(i + 1);
      assertThat(scenes.isGenuine(changed, APP)).as("position %d", i).isFalse();
    }
  }

  @Test
  void anythingOfAnotherFormIsJunk() {
    var scene = scenes.mint(APP);

    assertThat(
            Stream.of(
                "",
                scene + "A",
                scene.substring(1),
                scene + "\n",
                " " + scene,
                scene.substring(0, 31) + "%",
                scene.substring(0, 31) + "码",
                "BCDFGHJK",
                "1a",
                "\0".repeat(32)))
        .noneMatch(text -> scenes.isGenuine(text, APP));
  }

  /** What WeChat takes as a scene, without characters that a URL would have to encode. */
  @Test
  void aSceneFitsTheUpstream() {
    assertThat(scenes.mint(APP).getBytes(UTF_8)).hasSize(32);
  }
}
