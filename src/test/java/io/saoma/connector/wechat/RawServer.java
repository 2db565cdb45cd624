package io.saoma.connector.wechat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server that may break every rule of HTTP, and counts the requests that reached it. */
final class RawServer implements AutoCloseable {
  /** What happens after the head of a request was read. */
  @FunctionalInterface
  interface Conversation {
    void go(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Conversation conversation;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();

  RawServer(Conversation conversation) throws IOException {
    this(ServerSocketFactory.getDefault(), conversation);
  }

  RawServer(ServerSocketFactory sockets, Conversation conversation) throws IOException {
    this.listener = sockets.createServerSocket(0, 200, InetAddress.getLoopbackAddress());
    this.conversation = conversation;
    threads.execute(this::accept);
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many requests arrived, as far as their head. */
  int requests() {
    return requests.get();
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        sockets.add(socket);
        connections.incrementAndGet();
        threads.execute(() -> talk(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = socket.getInputStream();
      var head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        var next = in.read();
        if (next < 0) {
          return;
        }
        head.append((char) next);
      }
      requests.incrementAndGet();
      conversation.go(socket.getOutputStream());
    } catch (SocketException e) {
      // The client has cut the connection: that is what many of these tests want.
    } catch (IOException e) {
      // A TLS handshake that the client refused.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
