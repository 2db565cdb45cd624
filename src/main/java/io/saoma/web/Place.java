package io.saoma.web;

/**
 * Where an address is, no finer than a city.
 *
 * @param country as the place file spells it, never empty
 * @param province empty where unknown
 * @param city empty where unknown
 * @param operator the network's operator, empty where unknown
 */
public record Place(String country, String province, String city, String operator) {

  /** What a person is shown: province and city, or the country where neither is known. */
  public String shown() {
    var near = (province + " " + city).strip();
    return near.isEmpty() ? country : near;
  }
}
