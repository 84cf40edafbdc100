package metro.cctv.chassis.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** @param next where the list goes on; null at its end */
public record Page<T>(List<T> items, @Nullable String next) {

    /** @param found up to one more than wanted, which tells that the list goes on */
    public static <T> Page<T> of(List<T> found, int wanted, Function<T, String> cursorAfter) {
        if (found.size() <= wanted) return new Page<>(found, null);
        List<T> page = found.subList(0, wanted);
        return new Page<>(page, cursorAfter.apply(page.getLast()));
    }

    public <R> Page<R> map(Function<T, R> shown) {
        return new Page<>(items.stream().map(shown).toList(), next);
    }
}
