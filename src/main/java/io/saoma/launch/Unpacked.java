package io.saoma.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * WARs, unpacked once: a directory for each content, so that the second start reads what the first
 * one wrote. A directory in use is locked; one that nobody used for a day is removed.
 */
final class Unpacked {
  private static final String LOCK = ".lock";
  private static final Duration UNUSED = Duration.ofDays(1);

  private final Path cache;
  private final InstantSource clock;
  private final List<FileLock> inUse = new ArrayList<>();

  Unpacked(Path cache, InstantSource clock) throws IOException {
    this.cache = PrivateDirectory.at(cache);
    this.clock = clock;
  }

  /** The directory of the web application that {@code source} is or holds. */
  Path directoryOf(Path source) throws IOException {
    if (Files.isDirectory(source)) {
      return source.toAbsolutePath().normalize();
    }
    try (var war = new ZipFile(source.toFile())) {
      var key = key(war);
      lock(key);
      var directory = cache.resolve(key);
      if (!Files.isDirectory(directory)) {
        unpack(war, key);
      }
      return directory;
    }
  }

  /** Removes what no running launcher uses and none has used for a day. */
  void removeUnused() throws IOException {
    var before = FileTime.from(clock.instant().minus(UNUSED));
    try (var locks = Files.newDirectoryStream(cache, "*" + LOCK)) {
      for (var lockFile : locks) {
        if (Files.getLastModifiedTime(lockFile).compareTo(before) < 0) {
          removeUnlocked(lockFile);
        }
      }
    }
  }

  private void removeUnlocked(Path lockFile) throws IOException {
    var key = lockFile.getFileName().toString().replace(LOCK, "");
    try (var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        var unlocked = channel.tryLock()) {
      if (unlocked != null) {
        // With what a killed launcher left half unpacked.
        try (var directories = Files.newDirectoryStream(cache, key + "{,.part-*}")) {
          for (var directory : directories) {
            delete(directory);
          }
        }
      }
    } catch (OverlappingFileLockException ours) {
      return;
    }
  }

  /** Kept until the JVM ends; its time says when the directory was last wanted. */
  private void lock(String key) throws IOException {
    var file = cache.resolve(key + LOCK);
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    try {
      inUse.add(channel.lock(0, Long.MAX_VALUE, true));
    } catch (OverlappingFileLockException ours) {
      channel.close(); // the same WAR twice
    }
  }

  private void unpack(ZipFile war, String key) throws IOException {
    var part = Files.createTempDirectory(cache, key + ".part-");
    for (var entries = war.entries(); entries.hasMoreElements(); ) {
      var entry = entries.nextElement();
      var file = part.resolve(entry.getName()).normalize();
      // "../" in a name would write outside: an archive is not trusted to say where.
      if (!file.startsWith(part)) {
        throw new IOException(war.getName() + " holds " + entry.getName());
      }
      // What has no directory to serve is never served: these are the launcher's own classes.
      if (!entry.isDirectory() && !entry.getName().startsWith("io/")) {
        Files.createDirectories(file.getParent());
        write(war.getInputStream(entry), file);
      }
    }
    publish(part, cache.resolve(key));
  }

  /** On the disk when it returns: a half-written library would outlive a power cut by its name. */
  private static void write(InputStream content, Path file) throws IOException {
    try (content;
        var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.transferTo(Channels.newOutputStream(out));
      out.force(true);
    }
  }

  /** A directory under its final name is whole, whoever else unpacks the same WAR just now. */
  private static void publish(Path part, Path directory) throws IOException {
    try {
      Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
      delete(part);
    }
  }

  /** Names, sizes and checksums, all from the archive's directory: its megabytes stay unread. */
  private static String key(ZipFile war) {
    var digest = sha256();
    war.stream()
        .map(entry -> entry.getName() + '\0' + entry.getSize() + '\0' + entry.getCrc() + '\n')
        .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
