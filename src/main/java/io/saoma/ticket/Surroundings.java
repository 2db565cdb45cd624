package io.saoma.ticket;

import io.saoma.web.Place;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the server itself saw of the browser, to be shown on the phone. Nothing in it was sent by
 * the page, and no address leaves the server.
 *
 * @param browser families of system and browser, e.g. {@code Windows · Chrome}
 * @param place of the browser's address
 */
public record Surroundings(Optional<String> browser, Optional<Place> place) {
  /** Nothing could be told. */
  public static final Surroundings UNKNOWN = new Surroundings(Optional.empty(), Optional.empty());

  /** Cannot occur inside a field: {@link #INVISIBLE} characters are dropped. */
  private static final String SEPARATOR = "\n";

  /**
   * Controls, line breaks, halves of characters, and the format characters by which a text could be
   * read on the phone as another one (right-to-left overrides).
   */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final int FIELDS = 5;
  private static final int LONGEST = 120;

  /** One text for the database. */
  public String text() {
    return String.join(
        SEPARATOR,
        clean(browser.orElse("")),
        clean(place.map(Place::country).orElse("")),
        clean(place.map(Place::province).orElse("")),
        clean(place.map(Place::city).orElse("")),
        clean(place.map(Place::operator).orElse("")));
  }

  /** What {@link #text} wrote. */
  public static Surroundings parse(String text) {
    var fields = text.split(SEPARATOR, FIELDS);
    if (fields.length != FIELDS) {
      return UNKNOWN;
    }
    var place =
        fields[1].isEmpty()
            ? Optional.<Place>empty()
            : Optional.of(new Place(fields[1], fields[2], fields[3], fields[4]));
    return new Surroundings(Optional.of(fields[0]).filter(name -> !name.isEmpty()), place);
  }

  private static String clean(String field) {
    var cut = field.length() <= LONGEST ? field : field.substring(0, LONGEST);
    return INVISIBLE.matcher(cut).replaceAll("");
  }
}
