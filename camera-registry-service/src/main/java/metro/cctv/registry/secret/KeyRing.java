package metro.cctv.registry.secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All keepers of master keys: the first wraps, every one opens what it wrapped. */
final class KeyRing implements MasterKeys {
    private final List<MasterKeys> keepers;

    /** @param keepers at least one */
    KeyRing(List<MasterKeys> keepers) {
        this.keepers = List.copyOf(keepers);
    }

    @Override
    public String newestId() {
        return keepers.getFirst().newestId();
    }

    @Override
    public boolean knows(String masterKeyId) {
        return keepers.stream().anyMatch(k -> k.knows(masterKeyId));
    }

    @Override
    public WrappedKey wrap(byte[] dataKey) {
        return keepers.getFirst().wrap(dataKey);
    }

    @Override
    public byte[] unwrap(WrappedKey wrapped) {
        return keeperOf(wrapped).unwrap(wrapped);
    }

    /** Within the first keeper no data key is seen here; one that moves from another passes through this memory. */
    @Override
    public List<WrappedKey> rewrap(List<WrappedKey> wrapped) {
        MasterKeys first = keepers.getFirst();
        List<WrappedKey> own =
                wrapped.stream().filter(w -> first.knows(w.masterKeyId())).toList();
        var rewrapped = (own.isEmpty() ? List.<WrappedKey>of() : first.rewrap(own)).iterator();
        List<WrappedKey> fresh = new ArrayList<>(wrapped.size());
        for (WrappedKey one : wrapped) fresh.add(first.knows(one.masterKeyId()) ? rewrapped.next() : moved(one));
        return fresh;
    }

    private WrappedKey moved(WrappedKey one) {
        byte[] dataKey = keeperOf(one).unwrap(one);
        try {
            return wrap(dataKey);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    private MasterKeys keeperOf(WrappedKey wrapped) {
        return keepers.stream()
                .filter(k -> k.knows(wrapped.masterKeyId()))
                .findFirst()
                .orElseThrow(() -> KeyRefused.lasting("master key \"" + wrapped.masterKeyId() + "\" is not here"));
    }
}
