package io.saoma.connector.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A WeChat that says what it was told to say, in order, the last answer for ever, and remembers
 * what it was asked.
 */
final class ScriptedWeChat implements AutoCloseable {
  static final String LOGIN = "/sns/jscode2session";
  static final String TOKEN = "/cgi-bin/stable_token";
  static final String DRAW = "/wxa/getwxacodeunlimit";

  static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3};
  static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

  /** What was asked. */
  record Asked(String method, String path, String query, String body) {}

  @SuppressWarnings("ArrayRecordComponent") // sent, never compared
  private record Reply(int status, String contentType, byte[] body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Queue<Reply>> script = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  ScriptedWeChat() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    on(TOKEN, token("token-1", 7200));
  }

  static String token(String value, int lifetime) {
    return "{\"access_token\":\"%s\",\"expires_in\":%d}".formatted(value, lifetime);
  }

  static String error(int errcode) {
    return "{\"errcode\":%d,\"errmsg\":\"refused, rid: 6912aaaa-01234567-89abcdef\"}"
        .formatted(errcode);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Replaces what is said at {@code path}, with the label that WeChat gives to JSON. */
  ScriptedWeChat on(String path, String... bodies) {
    script.put(path, new ConcurrentLinkedQueue<>());
    for (var body : bodies) {
      add(path, 200, "text/plain", body.getBytes(UTF_8));
    }
    return this;
  }

  ScriptedWeChat add(String path, int status, String contentType, byte[] body) {
    script
        .computeIfAbsent(path, it -> new ConcurrentLinkedQueue<>())
        .add(new Reply(status, contentType, body));
    return this;
  }

  List<Asked> asked(String path) {
    return asked.stream().filter(it -> it.path().equals(path)).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var uri = exchange.getRequestURI();
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(
          new Asked(
              exchange.getRequestMethod(), uri.getPath(), String.valueOf(uri.getRawQuery()), body));
      var replies = script.get(uri.getPath());
      if (replies == null || replies.isEmpty()) {
        throw new IllegalStateException("no answer was scripted for " + uri.getPath());
      }
      var reply = replies.size() > 1 ? replies.remove() : replies.element();
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
