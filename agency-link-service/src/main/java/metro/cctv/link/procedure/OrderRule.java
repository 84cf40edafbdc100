package metro.cctv.link.procedure;

import java.util.List;
import java.util.Set;
import metro.cctv.link.procedure.Procedures.Item;

/** Which items stand in the way of a mark. */
final class OrderRule {
    private OrderRule() {}

    /** Items to be done first; empty: go ahead. */
    static List<String> missing(Item item, Set<String> done) {
        return item.after().stream().filter(before -> !done.contains(before)).toList();
    }

    /** Items that are done and rest on this one; empty: it may be taken back. */
    static List<String> resting(Item item, List<Item> items, Set<String> done) {
        return items.stream()
                .filter(other -> other.after().contains(item.code()) && done.contains(other.code()))
                .map(Item::code)
                .toList();
    }
}
