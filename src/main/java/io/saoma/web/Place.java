package io.saoma.web;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.regex.Pattern;

/**
 * Where an address is, no finer than a city.
 *
 * @param country as the place file spells it, never empty
 * @param province empty where unknown
 * @param city empty where unknown
 * @param operator the network's operator, empty where unknown
 */
public record Place(String country, String province, String city, String operator) {

  private static final Pattern HOSTING =
      Pattern.compile(
          "云|数据中心|IDC|Cloud|Hosting|Data ?cent|Amazon|Google|Microsoft|Oracle", CASE_INSENSITIVE);

  /** Whether the network belongs to a data centre, where people do not sit. */
  public boolean isHostingProvider() {
    return HOSTING.matcher(operator).find();
  }

  /** What a person is shown: province and city, or the country where neither is known. */
  public String shown() {
    var near = (province + " " + city).strip();
    return near.isEmpty() ? country : near;
  }
}
