package metro.cctv.link.agencycase;

import metro.cctv.chassis.door.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is open for the caller's own agency, for the people of its room. */
@RestController
@RequestMapping("/api/link/board")
class BoardController {
    private final CaseBoard board;

    BoardController(CaseBoard board) {
        this.board = board;
    }

    /** Looking prolongs nothing: only reading a case does. */
    @GetMapping
    CaseBoard.Board board(Caller caller) {
        return board.of(caller);
    }
}
