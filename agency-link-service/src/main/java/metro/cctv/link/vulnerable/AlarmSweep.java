package metro.cctv.link.vulnerable;

import metro.cctv.chassis.sweep.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** By the clock: what nobody took is marked as late for the lead, and what is over is purged by whichever door it was closed. */
@Component
class AlarmSweep {
    private static final Logger log = LoggerFactory.getLogger(AlarmSweep.class);

    private final Alarms alarms;
    private final Sweep sweep = new Sweep("Alarms about people");

    AlarmSweep(Alarms alarms) {
        this.alarms = alarms;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void sweep() {
        sweep.run(() -> {
            for (Alarm late : alarms.late())
                if (alarms.escalate(late)) log.warn("Nobody took alarm {} in time", late.alarmId());
            for (Alarm over : alarms.over()) alarms.purgeWhatIsOver(over.alarmId(), over.incidentId());
        });
    }
}
