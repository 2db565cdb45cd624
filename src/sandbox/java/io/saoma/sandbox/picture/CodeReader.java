package io.saoma.sandbox.picture;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import io.saoma.sandbox.world.MiniProgramCode;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a sandbox's code in a picture: the picture itself, a screenshot, a photograph. */
public final class CodeReader {
  private static final Map<DecodeHintType, Object> HARD =
      Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.CHARACTER_SET, "UTF-8");
  private static final double[] SCALES = {1, 0.5, 2, 0.25};
  private static final int MAX_SIDE = 6_000;
  private static final int MIN_SIDE = 60;

  /** What a look at a picture found. */
  public enum Kind {
    /** The bytes are no picture. */
    NO_PICTURE,
    /** A picture without any code that can be read. */
    NO_CODE,
    /** A code, but not of a mini-program of this sandbox. */
    OTHER_CODE,
    MINI_PROGRAM_CODE
  }

  /** The finding, with the code if it is one of the sandbox's. */
  public record Finding(Kind kind, Optional<MiniProgramCode> code) {}

  public Finding read(byte[] picture) {
    Optional<BufferedImage> image = ImageBytes.read(picture);
    if (image.isEmpty()) {
      return new Finding(Kind.NO_PICTURE, Optional.empty());
    }
    Kind kind = Kind.NO_CODE;
    for (double scale : SCALES) {
      double longer = scale * Math.max(image.get().getWidth(), image.get().getHeight());
      if (scale != 1 && (longer > MAX_SIDE || longer < MIN_SIDE)) {
        continue; // nothing to be seen there, and much memory
      }
      for (String text : texts(scale(image.get(), scale))) {
        Optional<MiniProgramCode> code = MiniProgramCode.parse(text);
        if (code.isPresent()) {
          return new Finding(Kind.MINI_PROGRAM_CODE, code);
        }
        kind = Kind.OTHER_CODE;
      }
    }
    return new Finding(kind, Optional.empty());
  }

  private static List<String> texts(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    LuminanceSource source =
        new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    for (BinaryBitmap bitmap :
        List.of(
            new BinaryBitmap(new HybridBinarizer(source)),
            new BinaryBitmap(new GlobalHistogramBinarizer(source)),
            new BinaryBitmap(new HybridBinarizer(source.invert())))) {
      try {
        return Arrays.stream(new QRCodeMultiReader().decodeMultiple(bitmap, HARD))
            .map(Result::getText)
            .toList();
      } catch (NotFoundException e) {
        // the next way of looking may see it
      }
    }
    return List.of();
  }

  private static BufferedImage scale(BufferedImage image, double scale) {
    if (scale == 1) {
      return image;
    }
    int width = Math.max(1, (int) (image.getWidth() * scale));
    int height = Math.max(1, (int) (image.getHeight() * scale));
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = scaled.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(image, 0, 0, width, height, null);
    g.dispose();
    return scaled;
  }
}
