package io.saoma.sandbox;

import static io.saoma.sandbox.SandboxServer.APPID;
import static io.saoma.sandbox.SandboxServer.PAGE;
import static io.saoma.sandbox.SandboxServer.UNRELEASED;
import static io.saoma.sandbox.WeChatClient.contentType;
import static io.saoma.sandbox.WeChatClient.errcode;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.saoma.sandbox.SandboxControl.Decoded;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnlimitedCodeTest {
  /** As long as one can be, with colons, which the picture's own text uses too. */
  private static final String SCENE = "v1:AZaz09-_!#$&'()*+,/;=?@.~:end";

  private static final SandboxServer SERVER = SandboxServer.start();

  private final SandboxControl control = SERVER.control();
  private final WeChatClient weChat = new WeChatClient(SERVER.base());

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private HttpResponse<byte[]> draw(String json) throws IOException {
    return weChat.code(weChat.stableToken(APPID), json);
  }

  private static String scene(String scene) {
    return JsonNodeFactory.instance.objectNode().put("scene", scene).toString();
  }

  @Test
  void aCodeIsAJpegThatSaysWhatWasAsked() throws IOException {
    HttpResponse<byte[]> response = draw(scene(SCENE));

    assertThat(SCENE).hasSize(32);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(contentType(response)).isEqualTo("image/jpeg");
    assertThat(response.body()).startsWith(0xFF, 0xD8, 0xFF);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(response.body()));
    assertThat(image.getWidth()).isEqualTo(430);
    assertThat(image.getHeight()).isEqualTo(430);
    assertThat(control.decode(response.body()))
        .isEqualTo(new Decoded(APPID, PAGE, SCENE, "release"));
  }

  @ParameterizedTest
  @ValueSource(ints = {280, 281, 300, 640, 1279, 1280})
  void itHasTheWidthThatWasAsked(int width) throws IOException {
    byte[] picture = draw("{\"scene\":\"abc\",\"width\":" + width + "}").body();

    assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isEqualTo(width);
    assertThat(control.decode(picture).scene()).isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"release", "trial", "develop"})
  void theBuildIsInThePicture(String env) throws IOException {
    byte[] picture =
        draw("{\"scene\":\"a\",\"page\":\"pages/home/home\",\"env_version\":\"" + env + "\"}")
            .body();

    assertThat(control.decode(picture)).isEqualTo(new Decoded(APPID, "pages/home/home", "a", env));
  }

  @Test
  void aHyalineCodeIsAPngAndReadableOnWhite() throws IOException {
    HttpResponse<byte[]> response =
        draw(
            """
            {"scene":"abc","is_hyaline":true,"line_color":{"r":"120","g":"20","b":"90"}}
            """);

    assertThat(response.body()).startsWith(0x89, 'P', 'N', 'G');
    assertThat(control.decode(response.body()).scene()).isEqualTo("abc");
  }

  @ParameterizedTest
  @CsvSource({"240, 1", "240, 0.75", "300, 1.25", "180, 1", "360, 0.5"})
  void aScreenshotOfAPageWithACodeIsRead(int shown, double zoom) throws IOException {
    byte[] picture = draw(scene(SCENE)).body();

    byte[] screenshot = screenshot(picture, shown, zoom);

    assertThat(control.decode(screenshot).scene()).isEqualTo(SCENE);
  }

  /** A browser's window with text, boxes and the picture, scaled as a screen or a chat scales. */
  private static byte[] screenshot(byte[] picture, int shown, double zoom) throws IOException {
    BufferedImage page = new BufferedImage(1280, 800, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = smooth(page.createGraphics());
    g.setColor(new Color(0x1E2430));
    g.fillRect(0, 0, 1280, 800);
    g.setColor(new Color(0xF5F5F4));
    g.fillRoundRect(440, 80, 400, 640, 24, 24);
    g.setColor(Color.DARK_GRAY);
    IntStream.range(0, 30).forEach(i -> g.fillRect(470 + i * 11, 110, 7, 12));
    IntStream.range(0, 60).forEach(i -> g.drawLine(20, 20 + i * 12, 300, 20 + i * 12));
    BufferedImage code = ImageIO.read(new ByteArrayInputStream(picture));
    g.drawImage(code, 640 - shown / 2, 180, shown, shown, null);
    g.dispose();
    int width = (int) (1280 * zoom);
    int height = (int) (800 * zoom);
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    smooth(scaled.createGraphics()).drawImage(page, 0, 0, width, height, null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(scaled, "png", bytes);
    return bytes.toByteArray();
  }

  private static Graphics2D smooth(Graphics2D g) {
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    return g;
  }

  @Test
  void theNewestPicturesAreKept() throws IOException {
    byte[] picture = draw(scene("newest")).body();

    var newest =
        SandboxControl.json(control.send("GET", "/codes", new byte[0])).path("codes").get(0);

    assertThat(newest.path("appid").asText()).isEqualTo(APPID);
    assertThat(newest.has("scene")).isFalse();
    assertThat(control.send("GET", "/codes/" + newest.path("id").asText(), new byte[0]).body())
        .isEqualTo(picture);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                   | 44002",
        "scene=abc                                            | 47001",
        "[]                                                   | 47001",
        "{\"scene\":\"a\",\"scene\":\"b\"}                    | 47001",
        "{\"scene\":\"a\",\"access_token\":\"x\"}             | 47001",
        "{}                                                   | 40169",
        "{\"scene\":\"\"}                                     | 40169",
        "{\"scene\":12}                                       | 40169",
        "{\"scene\":\"123456789012345678901234567890123\"}    | 40169",
        "{\"scene\":\"a%20b\"}                                | 40129",
        "{\"scene\":\"a b\"}                                  | 40129",
        "{\"scene\":\"中文\"}                                 | 40129",
        "{\"scene\":\"a\",\"page\":\"pages/none/none\"}       | 41030",
        "{\"scene\":\"a\",\"page\":\"/pages/confirm/confirm\"}      | 41030",
        "{\"scene\":\"a\",\"page\":\"pages/confirm/confirm?a=1\"}   | 41030",
        "{\"scene\":\"a\",\"page\":\"pages/none/none\",\"env_version\":\"trial\"} | 41030",
        "{\"scene\":\"a\",\"env_version\":\"\"}               | 40097",
        "{\"scene\":\"a\",\"env_version\":\"beta\"}           | 40097",
        "{\"scene\":\"a\",\"width\":279}                      | 40097",
        "{\"scene\":\"a\",\"width\":1281}                     | 40097",
        "{\"scene\":\"a\",\"width\":\"430\"}                  | 40097",
        "{\"scene\":\"a\",\"check_path\":\"yes\"}             | 40097",
        "{\"scene\":\"a\",\"line_color\":{\"r\":\"256\"}}     | 40097",
      })
  void whatIsWrongHasItsOwnNumber(String body, int errcode) throws IOException {
    HttpResponse<byte[]> response = draw(body);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(contentType(response)).isEqualTo("application/json; encoding=utf-8");
    assertThat(errcode(response)).isEqualTo(errcode);
  }

  @Test
  void anUncheckedPageNeedNotExist() throws IOException {
    byte[] picture =
        draw("{\"scene\":\"a\",\"page\":\"pages/new/new\",\"check_path\":false}").body();

    assertThat(control.decode(picture).page()).isEqualTo("pages/new/new");
  }

  @Test
  void anAppWithoutAReleaseHasNoPages() throws IOException {
    String token = weChat.stableToken(UNRELEASED);

    assertThat(errcode(weChat.code(token, scene("a")))).isEqualTo(41030);
    assertThat(
            contentType(
                weChat.code(
                    token, "{\"scene\":\"a\",\"page\":\"pages/a/a\",\"check_path\":false}")))
        .isEqualTo("image/jpeg");
  }

  @Test
  void r20anAppHasItsCodesAMinute() throws IOException {
    try (SandboxServer fresh = SandboxServer.start()) {
      WeChatClient there = new WeChatClient(fresh.base());
      String token = there.stableToken(APPID);
      fresh.control().limit("codes_per_minute", 0);

      assertThat(errcode(there.code(token, scene("a")))).isEqualTo(45009);
      fresh.control().limit("codes_per_minute", 1);
      fresh.control().advance(Duration.ofMinutes(1));
      assertThat(contentType(there.code(token, scene("a")))).isEqualTo("image/jpeg");
    }
  }

  @Test
  void whatIsNoCodeIsRefusedInWords() throws IOException {
    BufferedImage blank = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(blank, "png", png);

    var noCode = control.send("POST", "/decode", png.toByteArray());
    var noPicture = control.send("POST", "/decode", new byte[] {1, 2, 3});

    assertThat(noCode.statusCode()).isEqualTo(422);
    assertThat(WeChatClient.body(noCode)).contains("no_code_found");
    assertThat(noPicture.statusCode()).isEqualTo(400);
    assertThat(WeChatClient.body(noPicture)).contains("not_a_picture");
  }
}
