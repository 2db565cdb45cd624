package io.saoma.sandbox.wechat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults that were ordered and have not happened yet; the oldest that fits happens first. */
public final class Faults {
  private static final class Order {
    private final Fault fault;
    private int left;

    Order(Fault fault, int left) {
      this.fault = fault;
      this.left = left;
    }
  }

  private final List<Order> orders = new ArrayList<>();

  public synchronized void order(Fault fault, int times) {
    orders.add(new Order(fault, times));
  }

  public synchronized void clear() {
    orders.clear();
  }

  /** How often each path will still fail. */
  public synchronized Map<String, Integer> pending() {
    Map<String, Integer> pending = new LinkedHashMap<>();
    orders.forEach(order -> pending.merge(order.fault.path(), order.left, Integer::sum));
    return pending;
  }

  synchronized Optional<Fault> take(String path) {
    Optional<Order> next = orders.stream().filter(order -> order.fault.concerns(path)).findFirst();
    next.ifPresent(
        order -> {
          order.left--;
          orders.removeIf(spent -> spent.left == 0);
        });
    return next.map(order -> order.fault);
  }
}
