package io.saoma.sandbox.picture;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.saoma.sandbox.world.MiniProgramCode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** Draws a code: soft modules, round corners and a badge, which error correction pays for. */
public final class CodePainter {
  private static final int QUIET = 3;
  private static final int FINDER = 7;
  private static final Color BADGE = new Color(0xB4, 0x53, 0x09);

  /** The picture's bytes, as {@link Look#contentType} says. */
  public byte[] paint(MiniProgramCode code, Look look) {
    ByteMatrix modules = encode(code);
    BufferedImage image =
        new BufferedImage(
            look.width(),
            look.width(),
            look.hyaline() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    if (!look.hyaline()) {
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, look.width(), look.width());
    }
    int size = modules.getWidth();
    // Whole pixels for a module: a scaled code with uneven modules is what readers stumble over.
    int pixels = look.width() / (size + 2 * QUIET);
    double margin = (look.width() - pixels * size) / 2.0;
    g.transform(new AffineTransform(pixels, 0, 0, pixels, Math.floor(margin), Math.floor(margin)));
    g.setColor(look.ink());
    g.fill(body(modules));
    finder(g, 0, 0);
    finder(g, size - FINDER, 0);
    finder(g, 0, size - FINDER);
    badge(g, size / 2.0);
    g.dispose();
    return ImageBytes.write(image, look);
  }

  private static ByteMatrix encode(MiniProgramCode code) {
    try {
      return Encoder.encode(code.toText(), ErrorCorrectionLevel.Q).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a picture", e);
    }
  }

  private static Path2D body(ByteMatrix modules) {
    Path2D body = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        if (dark(modules, x, y) && !inFinder(modules, x, y)) {
          module(body, modules, x, y);
        }
      }
    }
    return body;
  }

  /** One module, square where it touches another and round where it is free. */
  private static void module(Path2D body, ByteMatrix modules, int x, int y) {
    boolean up = dark(modules, x, y - 1);
    boolean down = dark(modules, x, y + 1);
    boolean left = dark(modules, x - 1, y);
    boolean right = dark(modules, x + 1, y);
    double r = 0.45;
    double upLeft = up || left ? 0 : r;
    double upRight = up || right ? 0 : r;
    double downRight = down || right ? 0 : r;
    double downLeft = down || left ? 0 : r;
    body.moveTo(x + upLeft, y);
    body.lineTo(x + 1 - upRight, y);
    body.quadTo(x + 1, y, x + 1, y + upRight);
    body.lineTo(x + 1, y + 1 - downRight);
    body.quadTo(x + 1, y + 1, x + 1 - downRight, y + 1);
    body.lineTo(x + downLeft, y + 1);
    body.quadTo(x, y + 1, x, y + 1 - downLeft);
    body.lineTo(x, y + upLeft);
    body.quadTo(x, y, x + upLeft, y);
    body.closePath();
  }

  private static boolean dark(ByteMatrix modules, int x, int y) {
    return x >= 0
        && y >= 0
        && x < modules.getWidth()
        && y < modules.getHeight()
        && modules.get(x, y) == 1;
  }

  private static boolean inFinder(ByteMatrix modules, int x, int y) {
    int far = modules.getWidth() - FINDER;
    return (x < FINDER && y < FINDER) || (x >= far && y < FINDER) || (x < FINDER && y >= far);
  }

  private static void finder(Graphics2D g, int x, int y) {
    Area ring = new Area(new RoundRectangle2D.Double(x, y, FINDER, FINDER, 4, 4));
    ring.subtract(new Area(new RoundRectangle2D.Double(x + 1, y + 1, 5, 5, 2.6, 2.6)));
    g.fill(ring);
    g.fill(new RoundRectangle2D.Double(x + 2, y + 2, 3, 3, 1.8, 1.8));
  }

  /** A viewfinder in a disc: it hides about 4 % of the modules, of which a quarter may be lost. */
  private static void badge(Graphics2D g, double centre) {
    double radius = centre * 0.2;
    g.setColor(Color.WHITE);
    g.fill(disc(centre, radius + 0.9));
    g.setColor(BADGE);
    g.fill(disc(centre, radius));
    double frame = radius * 0.52;
    Area corners = new Area(square(centre, frame, frame * 0.7));
    corners.subtract(new Area(square(centre, frame * 0.68, frame * 0.4)));
    corners.subtract(
        new Area(
            new Rectangle2D.Double(centre - frame, centre - frame / 3, 2 * frame, frame / 1.5)));
    corners.subtract(
        new Area(
            new Rectangle2D.Double(centre - frame / 3, centre - frame, frame / 1.5, 2 * frame)));
    g.setColor(Color.WHITE);
    g.fill(corners);
    g.fill(
        new RoundRectangle2D.Double(
            centre - frame, centre - frame * 0.14, 2 * frame, frame * 0.28, 0.3, 0.3));
  }

  private static Ellipse2D disc(double centre, double radius) {
    return new Ellipse2D.Double(centre - radius, centre - radius, 2 * radius, 2 * radius);
  }

  private static RoundRectangle2D square(double centre, double half, double arc) {
    return new RoundRectangle2D.Double(centre - half, centre - half, 2 * half, 2 * half, arc, arc);
  }
}
