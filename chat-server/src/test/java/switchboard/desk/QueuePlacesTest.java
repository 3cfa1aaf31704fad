package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.desk.supervision.Forecast;
import switchboard.desk.supervision.QueuePlaces;
import switchboard.desk.supervision.QueuePlaces.Place;

/// docs/spec/supervision.md, S6, S7 and S9: what those who wait are told of their place.
class QueuePlacesTest {

  /// Of those who wait, first in order first, as of the scenario's end.
  private static List<Place> places(String steps) {
    Scenario scenario = Scenario.check(steps);
    Forecast forecast = new Forecast();
    scenario.journal().forEach(forecast::apply);
    List<Place> places = new ArrayList<>();
    DeskView desk = scenario.desk().view();
    QueuePlaces.each(desk, forecast, desk.atMs(), places::add);
    return places;
  }

  @Test
  void s6_theOrderIsToldByTheTiersThatCameLately() {
    List<Place> places =
        places(
            """
            launch Eli Elite
            launch Bo Basic
            """);
    assertThat(places)
        .extracting(Place::reason)
        .containsExactly(
            "First come, first served: nobody who joins after you is offered an agent first.",
            "Elite chats start 15 minutes ahead; nobody who joins more than 15 minutes after you is offered an agent first.");
    assertThat(places).extracting(Place::ahead).containsExactly(0, 1);
  }

  @Test
  void s6_aVipsHeadStartIsNotToldAsThatOfTheirTier() {
    List<Place> places =
        places(
            """
            supervisor Sam capacity 1
            away Sam
            launch Vera Basic
            vip Sam Vera
            close Vera Vera
            launch Bo Basic
            launch Vera Basic
            """);
    assertThat(places)
        .extracting(Place::reason)
        .containsExactly(
            "First come, first served: nobody who joins after you is offered an agent first.",
            "A few chats start 15 minutes ahead; nobody who joins more than 15 minutes after you is offered an agent first.");
  }

  @Test
  void s7_aChatThatWasMovedForwardIsOvertakenByNobody() {
    String launches =
        """
        supervisor Sam capacity 1
        launch Eve Elite
        accept Sam
        launch E1 Elite
        launch E2 Elite
        launch E3 Elite
        close E1 E1
        close E2 E2
        close E3 E3
        launch Bo Basic
        """;
    Place waits = places(launches).getFirst();
    Place moved = places(launches + "boost Sam Bo").getFirst();
    assertThat(moved.reason())
        .isEqualTo("First come, first served: nobody who joins after you is offered an agent first.");
    assertThat(moved.estimate().p50Ms()).isLessThan(waits.estimate().p50Ms());
  }

  @Test
  void s9_aTicketIsSuggestedWhenTheWaitMayExceedTwiceTheTarget() {
    String busy = "agent Ana capacity 1\nlaunch A Basic\naccept Ana A\n";
    Place soon = places(busy + "launch Bo Basic").getFirst();
    assertThat(soon.estimate().p80Ms()).isLessThanOrEqualTo(2 * soon.conversation().standing().targetMs());
    assertThat(soon.ticketSuggested()).isFalse();
    List<Place> places = places(busy + "launch Bo Basic\nlaunch Cy Basic\nlaunch Di Basic\nlaunch Ed Basic");
    assertThat(places)
        .allSatisfy(
            place ->
                assertThat(place.ticketSuggested())
                    .isEqualTo(
                        place.estimate().p80Ms() > 2 * place.conversation().standing().targetMs()))
        .last()
        .matches(Place::ticketSuggested);
  }

  @Test
  void s9_aTicketIsSuggestedWhenNobodyWhoCouldTakeTheChatIsThere() {
    List<Place> places =
        places("agent Ana capacity 2 skills php\nlaunch A Basic needs php\nlaunch B Basic needs dns\naway Ana");
    assertThat(places).extracting(Place::estimate).containsOnlyNulls();
    assertThat(places).allMatch(Place::ticketSuggested);
  }
}
