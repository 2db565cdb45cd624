package io.saoma.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.ticket.LoginView.Word;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The one word for all tickets of a page. */
class LoginViewTest {
  @Test
  void lettersAloneAreAWordOfTheirOwn() {
    var view = LoginView.of(List.of(typed(TicketState.DISPLAYED, 1, 479)));

    assertThat(view.word()).isEqualTo(Word.TYPED);
    assertThat(view.remaining()).isEqualTo(Duration.ofSeconds(479));
  }

  @Test
  void aPictureComesBeforeTheLetters() {
    assertThat(word(typed(TicketState.DISPLAYED, 1, 479), picture(TicketState.DISPLAYED, 1, 119)))
        .isEqualTo(Word.WAITING);
  }

  @Test
  void lettersOutliveThePicture() {
    assertThat(
            word(picture(TicketState.DISPLAYED, 130, -10), typed(TicketState.DISPLAYED, 130, 350)))
        .isEqualTo(Word.TYPED);
    assertThat(
            word(picture(TicketState.DISPLAYED, 500, -380), typed(TicketState.DISPLAYED, 500, -20)))
        .isEqualTo(Word.EXPIRED);
  }

  @Test
  void aPhoneAtWorkDecidesWhicheverItScanned() {
    for (var state :
        List.of(TicketState.SCANNED, TicketState.AWAIT_TYPEBACK, TicketState.CONFIRMED)) {
      var expected =
          switch (state) {
            case SCANNED -> Word.SCANNED;
            case AWAIT_TYPEBACK -> Word.DIGITS;
            default -> Word.CONFIRMED;
          };
      assertThat(word(typed(state, 20, 100), picture(TicketState.DISPLAYED, 1, 119)))
          .isEqualTo(expected);
      assertThat(word(picture(state, 20, 100), typed(TicketState.DISPLAYED, 1, 479)))
          .isEqualTo(expected);
    }
  }

  @Test
  void aRefusalIsTheLastWord() {
    assertThat(word(picture(TicketState.DENIED, 90, 30), picture(TicketState.DISPLAYED, 1, 119)))
        .isEqualTo(Word.DENIED);
  }

  @Test
  void whatCameLaterCountsWhateverItsNumber() {
    // The third letters were blocked; the first picture that could be drawn came after them.
    var blocked = ticket(TicketKind.TYPED, 3, TicketState.BLOCKED, 60, 100);
    assertThat(word(blocked, picture(TicketState.DISPLAYED, 1, 119))).isEqualTo(Word.WAITING);
    assertThat(word(blocked, typed(TicketState.DISPLAYED, 1, 479))).isEqualTo(Word.TYPED);
    assertThat(word(blocked, picture(TicketState.DISPLAYED, 121, -1))).isEqualTo(Word.BLOCKED);
    assertThat(word(blocked, picture(TicketState.DISPLAYED, 40, -1))).isEqualTo(Word.EXPIRED);
  }

  @Test
  void nothingIsExpired() {
    assertThat(LoginView.of(List.of()).word()).isEqualTo(Word.EXPIRED);
    assertThat(word(picture(TicketState.SUPERSEDED, 1, 100))).isEqualTo(Word.EXPIRED);
  }

  private static Word word(Ticket... tickets) {
    return LoginView.of(List.of(tickets)).word();
  }

  private static Ticket picture(TicketState state, int age, int remaining) {
    return ticket(TicketKind.QR, 1, state, age, remaining);
  }

  private static Ticket typed(TicketState state, int age, int remaining) {
    return ticket(TicketKind.TYPED, 1, state, age, remaining);
  }

  private static Ticket ticket(
      TicketKind kind, int sequence, TicketState state, int age, int remaining) {
    return new Ticket(
        "id",
        Optional.empty(),
        "connector",
        kind,
        state,
        1,
        sequence,
        Duration.ofSeconds(remaining),
        Duration.ofSeconds(age),
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
