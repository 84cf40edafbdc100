package metro.cctv.link.incident;

import metro.cctv.link.turning.CameraTurned;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What cameras did for a case stands in its timeline, also after its end: the way back comes then. */
@Component
class TurnLines {
    private final IncidentLog log;

    TurnLines(IncidentLog log) {
        this.log = log;
    }

    @EventListener
    void on(CameraTurned turned) {
        log.note(turned.incidentId(), "clock", turned.what(), turned.detail(), turned.at());
        log.tellDashboards(turned.incidentId());
    }
}
