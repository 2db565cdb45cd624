package io.saoma.sandbox.picture;

import java.awt.Color;

/**
 * How a code is drawn.
 *
 * @param width of the square picture, in pixels
 * @param hyaline transparent ground: a PNG then, for a JPEG has none
 */
public record Look(int width, Color ink, boolean hyaline) {
  public String contentType() {
    return hyaline ? "image/png" : "image/jpeg";
  }
}
