package io.saoma.config;

import io.saoma.oauth.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  static String readOrCreate(Path data) {
    var file = data.resolve("sealing.key");
    try {
      Files.createDirectories(data);
      try {
        Files.createFile(file, ownerOnly(data));
        Files.writeString(
            file, Base64.getEncoder().encodeToString(new Secrets().bytes(SealingKey.BYTES)));
        LOG.log(
            System.Logger.Level.INFO, "Made the sealing key {0}: keep it with the database", file);
      } catch (FileAlreadyExistsException e) {
        // made by an earlier start
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path data) {
    return data.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
