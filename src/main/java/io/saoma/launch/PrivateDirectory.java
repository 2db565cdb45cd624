package io.saoma.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A directory that only this user can write to: what is in it is going to be run. */
final class PrivateDirectory {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateDirectory() {}

  /** Makes {@code directory} if it is not there; refuses one that others could have filled. */
  static Path at(Path directory) throws IOException {
    Files.createDirectories(directory.toAbsolutePath().getParent());
    var posix =
        Files.getFileStore(directory.toAbsolutePath().getParent())
            .supportsFileAttributeView(PosixFileAttributeView.class);
    if (!Files.isDirectory(directory)) {
      if (posix) {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      } else {
        Files.createDirectory(directory);
      }
    } else if (posix && writableByOthers(directory)) {
      throw new IOException(
          directory + " can be written by others: remove it, or name another with --cache");
    }
    return directory.toRealPath();
  }

  private static boolean writableByOthers(Path directory) throws IOException {
    var permissions = Files.getPosixFilePermissions(directory);
    var probe = Files.createTempFile(directory, "owner", "");
    try {
      return permissions.contains(PosixFilePermission.GROUP_WRITE)
          || permissions.contains(PosixFilePermission.OTHERS_WRITE)
          || !Files.getOwner(directory).equals(Files.getOwner(probe));
    } finally {
      Files.delete(probe);
    }
  }
}
