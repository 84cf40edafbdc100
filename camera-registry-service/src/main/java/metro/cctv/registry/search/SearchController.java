package metro.cctv.registry.search;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.contracts.Require;
import metro.cctv.registry.district.Districts;
import metro.cctv.registry.search.SearchRule.Wanted;
import metro.cctv.registry.search.SearchStore.Hit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For the box over the map. */
@RestController
class SearchController {
    private static final int MAX_LIMIT = 100;

    private final SearchStore store;
    private final Districts districts;

    SearchController(SearchStore store, Districts districts) {
        this.store = store;
        this.districts = districts;
    }

    @GetMapping("/api/cameras/search")
    Found search(@RequestParam String q, @RequestParam(defaultValue = "20") int limit) {
        Require.within("limit", limit, 1, MAX_LIMIT);
        Wanted wanted = SearchRule.read(q);
        if (wanted.initials() || wanted.whole().length() == 1) return new Found(store.find(wanted, limit));
        List<String> within = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String word : wanted.words()) {
            List<String> named = districts.names().stream()
                    .filter(d -> SearchRule.fold(d.name()).equals(word)
                            || SearchRule.fold(d.nameEn()).equals(word))
                    .map(Districts.Name::code)
                    .toList();
            if (named.isEmpty()) rest.add(word);
            else within.addAll(named);
        }
        return new Found(within.isEmpty() ? store.find(wanted, limit) : store.findIn(within, rest, wanted, limit));
    }

    /** Best first. */
    record Found(List<Hit> items) {}
}
