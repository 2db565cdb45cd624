package io.saoma.bench;

import io.saoma.sandbox.SandboxServer;
import java.util.concurrent.CountDownLatch;

/** The sandbox in a process of its own, until it is killed: its CPU time is nobody else's. */
final class Sandbox {
  private Sandbox() {}

  public static void main(String[] none) throws InterruptedException {
    System.out.println(SandboxServer.start().base());
    new CountDownLatch(1).await();
  }
}
