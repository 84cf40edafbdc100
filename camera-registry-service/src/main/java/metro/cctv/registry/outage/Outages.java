package metro.cctv.registry.outage;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.outbox.Outbox;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.outage.OutageChanged.Change;
import metro.cctv.registry.health.HealthSwept;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens and closes outages as health goes, and keeps who was told and who took it up. Each change is an event, in its commit. */
@Service
class Outages {
    private static final Logger log = LoggerFactory.getLogger(Outages.class);

    private final OutageStore store;
    private final OutageProperties settings;
    private final Outbox outbox;
    private final Clock clock;

    Outages(OutageStore store, OutageProperties settings, Outbox outbox, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Within the sweep, hence on one instance. */
    @EventListener
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void follow(HealthSwept swept) {
        Instant now = swept.now();
        tell(Change.CLOSED, store.closeCameras(now.minus(settings.settle()), now), now);
        tell(Change.CLOSED, store.closeOutOfService(now), now);
        tell(Change.CLOSED, store.closeDistricts(now), now);
        tell(Change.OPENED, store.openDistricts(now), now);
        tell(Change.OPENED, store.openCameras(now.minus(settings.grace()), now), now);
        int gone =
                store.forget(now.atOffset(ZoneOffset.UTC).minus(settings.keep()).toInstant());
        if (gone > 0) log.info("Forgot {} outages", gone);
    }

    /** Kafka has the event that opened it. */
    @Transactional
    public void notified(UUID outageId, Instant at) {
        store.find(outageId).ifPresent(outage -> {
            if (store.tell(outageId, new Notice(at, outage.responsible(), Notice.How.EVENT, "registry")))
                tell(Change.NOTIFIED, current(outageId), clock.instant());
        });
    }

    @Transactional
    public Outage notified(UUID outageId, String to, Notice.How by, String who) {
        store.tell(outageId, new Notice(clock.instant(), to, by, who));
        List<Outage> now = current(outageId);
        tell(Change.NOTIFIED, now, clock.instant());
        return now.getFirst();
    }

    /** The first counts; whoever comes second sees who was first. */
    @Transactional
    public Outage acknowledge(UUID outageId, String who, @Nullable String note) {
        boolean first = store.acknowledge(outageId, who, note, clock.instant());
        List<Outage> now = current(outageId);
        if (first) tell(Change.ACKNOWLEDGED, now, clock.instant());
        return now.getFirst();
    }

    private List<Outage> current(UUID outageId) {
        return List.of(store.find(outageId).orElseThrow());
    }

    private void tell(Change change, List<Outage> outages, Instant at) {
        for (Outage outage : outages)
            outbox.add(Topics.OUTAGE, outage.outageId().toString(), outage.event(change, at));
        if (!outages.isEmpty() && (change == Change.OPENED || change == Change.CLOSED))
            log.info("{} outages: {}", change, outages.size());
    }
}
