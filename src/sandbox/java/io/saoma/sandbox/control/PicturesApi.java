package io.saoma.sandbox.control;

import io.saoma.sandbox.json.Exchange;
import io.saoma.sandbox.json.Refusal;
import io.saoma.sandbox.json.Reply;
import io.saoma.sandbox.json.Route;
import io.saoma.sandbox.picture.CodeReader;
import io.saoma.sandbox.world.DrawnCode;
import io.saoma.sandbox.world.DrawnCodes;
import io.saoma.sandbox.world.MiniProgramCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/decode} and {@code /api/codes}: pictures read, and pictures drawn. */
final class PicturesApi {
  private static final int MAX_PICTURE = 20 << 20;

  private final DrawnCodes drawn;
  private final CodeReader reader = new CodeReader();

  PicturesApi(DrawnCodes drawn) {
    this.drawn = drawn;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/decode", this::decode),
        new Route("GET", "/codes", exchange -> list()),
        new Route("GET", "/codes/{id}", this::picture));
  }

  private Reply decode(Exchange exchange) {
    CodeReader.Finding finding = reader.read(exchange.body(MAX_PICTURE));
    return finding
        .code()
        .map(code -> Reply.ok(json(code)))
        .orElseThrow(() -> refusal(finding.kind()));
  }

  private static Refusal refusal(CodeReader.Kind kind) {
    return switch (kind) {
      case NO_PICTURE ->
          new Refusal(
              400, "not_a_picture", "the body must be the bytes of a PNG, JPEG, GIF or BMP");
      case OTHER_CODE ->
          new Refusal(
              422, "not_a_mini_program_code", "there is a code, but not one of this sandbox");
      case NO_CODE, MINI_PROGRAM_CODE ->
          new Refusal(422, "no_code_found", "no code can be read in this picture");
    };
  }

  private static Map<String, Object> json(MiniProgramCode code) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("appid", code.appid());
    json.put("page", code.page());
    json.put("scene", code.scene());
    json.put("env_version", code.envVersion());
    return json;
  }

  private Reply list() {
    return Reply.ok(Map.of("codes", drawn.newest().stream().map(PicturesApi::entry).toList()));
  }

  private static Map<String, Object> entry(DrawnCode code) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", Long.toString(code.id()));
    json.put("appid", code.code().appid());
    json.put("page", code.code().page());
    json.put("env_version", code.code().envVersion());
    json.put("at", code.at().toString());
    return json;
  }

  private Reply picture(Exchange exchange) {
    DrawnCode code =
        drawn
            .find(exchange.segment())
            .orElseThrow(() -> Refusal.notFound("this picture is not kept"));
    return Reply.picture(code.contentType(), code.picture());
  }
}
