package io.saoma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places from files in ip2region's own format, by its own reader. */
final class PlacesTest {
  @TempDir Path directory;

  private Path four() throws IOException {
    return XdbFile.write(
        directory.resolve("four.xdb"),
        List.of(
            new XdbFile.Range("1.2.0.0", "1.2.3.255", "中国|0|广东省|深圳市|电信"),
            new XdbFile.Range("1.2.4.0", "1.2.4.255", "中国|0|浙江省|杭州市|移动"),
            new XdbFile.Range("1.2.5.0", "1.2.255.255", "0|0|0|内网IP|内网IP"),
            new XdbFile.Range("8.8.0.0", "8.8.255.255", "United States|California|0|Google")));
  }

  private Path six() throws IOException {
    return XdbFile.write(
        directory.resolve("six.xdb"),
        List.of(
            new XdbFile.Range("2408::", "2408:0:ffff:ffff:ffff:ffff:ffff:ffff", "中国|北京市|北京市|联通")));
  }

  @Test
  void anAddressHasTheCityOfItsRange() throws IOException {
    var places = places(four(), six());

    assertThat(of(places, "1.2.3.255")).contains(new Place("中国", "广东省", "深圳市", "电信"));
    assertThat(of(places, "1.2.4.0")).contains(new Place("中国", "浙江省", "杭州市", "移动"));
    assertThat(of(places, "8.8.8.8"))
        .contains(new Place("United States", "California", "", "Google"));
    assertThat(of(places, "2408::1")).contains(new Place("中国", "北京市", "北京市", "联通"));
  }

  @Test
  void whatNoFileKnowsHasNoPlace() throws IOException {
    var places = places(four());

    assertThat(of(places, "1.2.200.1")).isEmpty();
    assertThat(of(places, "9.9.9.9")).isEmpty();
    assertThat(of(places, "2408::1")).isEmpty();
    assertThat(of(places(), "1.2.3.4")).isEmpty();
  }

  @Test
  void everyFileOfAnotherFormatAndEverySecondFileIsTold() throws IOException {
    var text = Files.writeString(directory.resolve("text"), "x".repeat(1_000));
    var empty = Files.createFile(directory.resolve("empty"));
    var absent = directory.resolve("absent");
    var four = four();
    var faults = new ArrayList<String>();

    Places.of(List.of(text, four, empty, four, absent), faults::add);

    assertThat(faults)
        .containsExactly(
            "not an ip2region xdb file: " + text,
            "not an ip2region xdb file: " + empty,
            "a second file for IPv4: " + four,
            "not an ip2region xdb file: " + absent);
  }

  private static Places places(Path... files) {
    var faults = new ArrayList<String>();
    var places = Places.of(List.of(files), faults::add);
    assertThat(faults).isEmpty();
    return places;
  }

  private static Optional<Place> of(Places places, String address) throws IOException {
    return places.of(new Peer(InetAddress.getByName(address)));
  }
}
