package io.saoma.config;

import io.saoma.oauth.Secrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/**
 * The sealing key of the embedded database: made at first start, beside it, readable by its owner
 * alone. Whoever copies the whole directory has both; an installation that matters names its key.
 */
final class EmbeddedKey {
  private static final System.Logger LOG = System.getLogger(EmbeddedKey.class.getName());

  private EmbeddedKey() {}

  /** The key's text, made first where there is none. */
  static String readOrCreate(Path data) throws IOException {
    var file = data.resolve("sealing.key");
    if (!Files.exists(file)) {
      if (!Files.isDirectory(data)) {
        Files.createDirectories(data, ownerOnly(data, "rwx------"));
      }
      create(data, file);
    }
    return Files.readString(file).strip();
  }

  /**
   * Under its name the key is whole and on the disk: half a key would be read for ever after, and
   * one that a power cut took would leave a database that nobody can open.
   */
  private static void create(Path data, Path file) throws IOException {
    var part = Files.createTempFile(data, "sealing", ".part", ownerOnly(data, "rw-------"));
    try {
      var key = Base64.getEncoder().encode(new Secrets().bytes(SealingKey.BYTES));
      try (var out = FileChannel.open(part, StandardOpenOption.WRITE)) {
        out.write(ByteBuffer.wrap(key));
        out.force(true);
      }
      // A link is refused where a file is: of two processes that start at once, both read one key.
      Files.createLink(file, part);
      LOG.log(
          System.Logger.Level.INFO, "Made the sealing key {0}: keep it with the database", file);
    } catch (FileAlreadyExistsException e) {
      // made by another process at this moment
    } finally {
      Files.delete(part);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path directory, String permissions) {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
