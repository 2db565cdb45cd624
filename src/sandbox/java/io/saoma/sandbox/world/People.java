package io.saoma.sandbox.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everybody there is, in the order in which they came. */
public final class People {
  private final Map<String, Person> byId = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();

  public static String newId() {
    return "u" + RandomText.alphanumeric(10);
  }

  /** Adds somebody new; false if there is somebody with that id. */
  public boolean add(Person person) {
    if (byId.putIfAbsent(person.id(), person) != null) {
      return false;
    }
    order.add(person.id());
    return true;
  }

  /** Changes somebody who is there. */
  public void change(Person person) {
    byId.replace(person.id(), person);
  }

  public Optional<Person> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public List<Person> all() {
    return order.stream().map(this::find).flatMap(Optional::stream).toList();
  }
}
