package metro.cctv.ingest.relay;

import metro.cctv.contracts.incident.GrantChanged;

/** Grants without Kafka. */
public final class TestGrants {
    private TestGrants() {}

    public static void apply(GrantBook book, GrantChanged grant) {
        book.apply(grant);
    }
}
