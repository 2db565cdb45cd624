package io.saoma.launch;

/** Where {@code java -jar saoma.war} begins. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("saoma");
  }
}
