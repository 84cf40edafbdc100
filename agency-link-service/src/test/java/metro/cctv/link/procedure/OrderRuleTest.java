package metro.cctv.link.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.link.procedure.Procedures.Item;
import metro.cctv.link.procedure.Procedures.Procedure;
import metro.cctv.link.vocabulary.IncidentKind;
import org.junit.jupiter.api.Test;

class OrderRuleTest {
    private static final Item LOOK = item("look");
    private static final Item NOTIFY = item("notify", "look");
    private static final Item SHARE = item("share", "look", "notify");
    private static final List<Item> ITEMS = List.of(LOOK, NOTIFY, SHARE);

    @Test
    void whatComesFirstStandsInTheWay() {
        assertThat(OrderRule.missing(LOOK, Set.of())).isEmpty();
        assertThat(OrderRule.missing(SHARE, Set.of("notify"))).containsExactly("look");
        assertThat(OrderRule.missing(SHARE, Set.of("look", "notify"))).isEmpty();
    }

    @Test
    void whatRestsOnItStandsInTheWayOfTakingItBack() {
        assertThat(OrderRule.resting(LOOK, ITEMS, Set.of("look"))).isEmpty();
        assertThat(OrderRule.resting(LOOK, ITEMS, Set.of("look", "notify", "share")))
                .containsExactly("notify", "share");
        assertThat(OrderRule.resting(SHARE, ITEMS, Set.of("look", "notify", "share")))
                .isEmpty();
    }

    @Test
    void aProcedureThatCannotBeFollowedStopsTheStart() {
        assertThatThrownBy(() -> procedures(NOTIFY, LOOK)).hasMessageContaining("notify comes after [look]");
        assertThatThrownBy(() -> procedures(LOOK, LOOK)).hasMessageContaining("two items look");
        assertThatThrownBy(() -> new Procedures(Map.of(IncidentKind.FIRE, procedure(LOOK))))
                .hasMessageContaining("OTHER is missing");
    }

    private static Procedures procedures(Item... items) {
        return new Procedures(Map.of(IncidentKind.OTHER, procedure(items)));
    }

    private static Procedure procedure(Item... items) {
        return new Procedure("test", LocalDate.of(2026, 11, 22), List.of(items));
    }

    private static Item item(String code, String... after) {
        return new Item(code, code, code, List.of(after));
    }
}
