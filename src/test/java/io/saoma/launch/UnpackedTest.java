package io.saoma.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnpackedTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  @TempDir private Path directory;

  @Test
  void aWarIsUnpackedOnce() throws IOException {
    var war = war("a.war", "WEB-INF/web.xml", "first");
    var unpacked = unpackedAt(NOW).directoryOf(war);
    assertThat(unpacked.resolve("WEB-INF/web.xml")).hasContent("first");

    Files.writeString(unpacked.resolve("WEB-INF/web.xml"), "kept");
    assertThat(unpackedAt(NOW).directoryOf(war)).isEqualTo(unpacked);
    assertThat(unpacked.resolve("WEB-INF/web.xml")).hasContent("kept");
  }

  @Test
  void anotherContentIsAnotherDirectory() throws IOException {
    var first = unpackedAt(NOW).directoryOf(war("a.war", "index.html", "one"));
    var second = unpackedAt(NOW).directoryOf(war("a.war", "index.html", "two"));
    assertThat(second).isNotEqualTo(first).isDirectoryContaining("glob:**/index.html");
  }

  @Test
  void theDirectoryOfAWarIsUsedAsItStands() throws IOException {
    assertThat(unpackedAt(NOW).directoryOf(directory)).isEqualTo(directory.toAbsolutePath());
  }

  @Test
  void theLaunchersOwnClassesAreNotUnpacked() throws IOException {
    var unpacked = unpackedAt(NOW).directoryOf(war("a.war", "io/saoma/launch/Main.class", "x"));
    assertThat(unpacked).isEmptyDirectory();
  }

  @Test
  void aNameThatLeavesTheDirectoryIsRefused() throws IOException {
    var war = war("a.war", "../../evil", "x");
    assertThatThrownBy(() -> unpackedAt(NOW).directoryOf(war))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("../../evil");
    assertThat(directory.resolve("evil")).doesNotExist();
  }

  @Test
  void aDirectoryThatOthersCanWriteToIsRefused() throws IOException {
    Files.createDirectory(cache());
    Files.setPosixFilePermissions(cache(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> unpackedAt(NOW))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can be written by others");
  }

  @Test
  void whatIsInUseStaysHoweverOld() throws IOException {
    var unpacked = unpackedAt(NOW);
    var kept = unpacked.directoryOf(war("a.war", "index.html", "one"));
    unpackedAt(NOW.plus(Duration.ofDays(2))).removeUnused();
    assertThat(kept).isNotEmptyDirectory();
  }

  @Test
  void whatNobodyUsedForADayIsRemoved() throws IOException {
    var unpacked = unpackedAt(NOW);
    leftBehind("old", NOW.minus(Duration.ofDays(2)));
    leftBehind("recent", NOW.minus(Duration.ofHours(2)));
    unpacked.removeUnused();
    assertThat(cache().resolve("old")).doesNotExist();
    assertThat(cache().resolve("old.part-1")).doesNotExist();
    assertThat(cache().resolve("recent")).isNotEmptyDirectory();
  }

  private void leftBehind(String key, Instant lastUsed) throws IOException {
    Files.createDirectories(cache().resolve(key + "/WEB-INF"));
    Files.createDirectories(cache().resolve(key + ".part-1"));
    var lock = Files.createFile(cache().resolve(key + ".lock"));
    Files.setLastModifiedTime(lock, FileTime.from(lastUsed));
  }

  private Unpacked unpackedAt(Instant now) throws IOException {
    return new Unpacked(cache(), InstantSource.fixed(now));
  }

  private Path cache() {
    return directory.resolve("cache");
  }

  private Path war(String name, String entry, String content) throws IOException {
    var file = directory.resolve(name);
    try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(content.getBytes(UTF_8));
    }
    return file;
  }
}
