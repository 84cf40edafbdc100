package metro.cctv.registry.moving;

import metro.cctv.chassis.sweep.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

@Component
@EnableScheduling
class MovesSchedule {
    private static final Logger log = LoggerFactory.getLogger(MovesSchedule.class);

    private final Moves moves;
    private final Sweep sweep = new Sweep("Poses to be told");

    MovesSchedule(Moves moves) {
        this.moves = moves;
    }

    @Scheduled(fixedDelay = 250)
    void tellDue() {
        sweep.run(moves::tellDue);
    }

    @Scheduled(cron = "0 17 4 * * *", zone = "Asia/Seoul")
    void prune() {
        int deleted = moves.prune();
        if (deleted > 0) log.info("{} old poses deleted", deleted);
    }
}
