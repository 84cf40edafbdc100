package metro.cctv.link.report;

import java.time.Clock;
import metro.cctv.chassis.sweep.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** By the clock: whoever did not answer a report in time. */
@Component
class ReportSweep {
    private static final Logger log = LoggerFactory.getLogger(ReportSweep.class);

    private final Reports reports;
    private final ReportStore store;
    private final Clock clock;
    private final Sweep sweep = new Sweep("Unanswered reports");

    ReportSweep(Reports reports, ReportStore store, Clock clock) {
        this.reports = reports;
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void sweep() {
        sweep.run(() -> {
            for (Report late : store.late(clock.instant()))
                if (reports.unanswered(late.reportId(), late.incidentId(), late.agency()))
                    log.warn("Agency {} did not answer report {} in time", late.agency(), late.reportId());
        });
    }
}
