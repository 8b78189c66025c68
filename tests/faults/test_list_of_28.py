"""The 28 faults that the queue must survive, and which tests show that it does: every one has a name here."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
QUEUE, CRASH, TLS = "faults/test_queue_faults.py", "faults/test_outbox_crash.py", "faults/test_tls_faults.py"
DISK, KILL, SALVAGE = "faults/test_store_disk.py", "faults/test_store_kill.py", "store/test_salvage.py"
BATCH, TOKENS, AUTHORITIES = "signing/test_batch.py", "signing/test_bad_tokens.py", "signing/test_authorities.py"

FAULTS = {
    (1, "the process is killed at any line"): [
        (CRASH, "test_the_process_is_killed_and_started_again"),
        (QUEUE, "test_fault_01_a_killed_process_asks_first_about_what_it_was_sending"),
        ("faults/test_kill.py", "test_killed_at_twenty_points_everything_arrives_exactly_once"),
    ],
    (2, "power is cut"): [
        (CRASH, "test_power_fails_at_every_statement_commit_request_and_answer"),
        (CRASH, "test_the_province_falls_around_every_commit_of_its_own"),
        (DISK, "test_a_half_written_log_gives_all_commits_before_it_and_no_half_one"),
        (DISK, "test_a_log_whose_end_is_zeroed_is_read_up_to_there"),
    ],
    (3, "the disk is full, or may not be written"): [
        (QUEUE, "test_fault_03_a_full_disk_while_an_answer_is_kept_loses_neither_answer_nor_paper"),
        (DISK, "test_a_full_disk_loses_nothing_committed_and_work_goes_on_when_there_is_room"),
        (DISK, "test_a_read_only_disk_is_told_as_such"),
    ],
    (4, "the line drops in the middle of an upload"): [
        (QUEUE, "test_fault_04_the_line_drops_after_so_many_bytes"),
        ("sync/test_tus.py", "test_cut_again_and_again_it_goes_on_where_it_was"),
    ],
    (5, "the line is silent"): [(QUEUE, "test_fault_05_a_silent_line_is_given_up_on_and_tried_again")],
    (6, "the answer is lost after the province has done it"): [
        (QUEUE, "test_fault_06_an_answer_lost_after_the_province_has_done_it_makes_nothing_twice"),
    ],
    (7, "5xx, 429, a slow server"): [
        (QUEUE, "test_fault_07_a_province_that_is_ill_is_waited_for"),
        (QUEUE, "test_fault_07_nothing_is_asked_before_the_province_said_it_may_be"),
        (QUEUE, "test_fault_07_a_slow_province_is_given_its_time"),
    ],
    (8, "a lock that a dead client left"): [
        (QUEUE, "test_fault_08_a_lock_that_nobody_opens_is_put_before_a_person"),
    ],
    (9, "the token runs out halfway"): [
        (QUEUE, "test_fault_09_a_token_that_runs_out_halfway_is_renewed_once"),
        (QUEUE, "test_fault_09_an_account_that_is_refused_stops_all_sending_and_blames_no_step"),
        ("sync/test_reuse.py", "test_a_session_that_is_over_says_so_and_nothing_is_asked_in_its_name"),
    ],
    (10, "a captive portal answers"): [
        (QUEUE, "test_fault_10_a_login_page_is_never_taken_for_the_province"),
    ],
    (11, "wrong TLS, a private authority missing, inspection"): [
        (TLS, "test_fault_11_wrong_tls_of_every_kind_sends_nothing_and_loses_nothing"),
        (TLS, "test_fault_11_a_certificate_that_turns_bad_in_the_middle_stops_the_rest"),
        (TLS, "test_fault_11_the_line_check_names_the_layer_and_what_is_wrong"),
        (TLS, "test_fault_11_the_private_authority_is_missing_on_this_pc"),
    ],
    (12, "no DNS"): [(QUEUE, "test_fault_12_without_dns_we_are_offline_and_no_step_is_to_blame")],
    (13, "the clock is wrong"): [
        (QUEUE, "test_fault_13_a_wrong_clock_is_told_and_does_not_stop_sending"),
        (QUEUE, "test_fault_13_a_clock_set_back_or_far_ahead_stops_nothing_for_ever"),
        (DISK, "test_a_clock_that_jumps_leaves_the_audit_chain_in_order"),
        ("sync/test_reuse.py", "test_what_was_asked_under_a_wrong_clock_is_asked_again_under_the_right_one"),
    ],
    (14, "the province refuses the dossier"): [
        (QUEUE, "test_fault_14_a_refused_dossier_shows_the_provinces_own_words"),
    ],
    (15, "already there"): [
        (QUEUE, "test_fault_15_already_there_is_compared_and_then_counts"),
        (QUEUE, "test_fault_15_a_dossier_of_somebody_else_under_our_code_is_a_conflict_and_untouched"),
    ],
    (16, "the catalogue has changed"): [
        (QUEUE, "test_fault_16_17_a_changed_catalogue_or_closed_procedure_waits_for_a_person"),
    ],
    (17, "the procedure is closed"): [
        (QUEUE, "test_fault_16_17_a_changed_catalogue_or_closed_procedure_waits_for_a_person"),
    ],
    (18, "the clerk edits after queueing"): [
        (QUEUE, "test_fault_18_a_change_after_queueing_makes_a_new_chain"),
        (QUEUE, "test_fault_18_a_payload_changed_behind_our_back_is_not_sent"),
    ],
    (19, "two copies run"): [(QUEUE, "test_fault_19_a_second_copy_cannot_open_the_same_data")],
    (20, "the clerk logs off in the middle"): [
        (QUEUE, "test_fault_20_stopped_in_the_middle_it_goes_on_at_the_next_start"),
    ],
    (21, "the token is pulled while signing"): [
        (TOKENS, "test_trouble_at_the_third_paper_keeps_two_and_spoils_none"),
        (BATCH, "test_a_token_pulled_in_the_batch_and_the_rest_afterwards"),
    ],
    (22, "a wrong PIN, then a locked token"): [
        (BATCH, "test_one_wrong_pin_signs_nothing_and_locks_nothing"),
        (TOKENS, "test_the_last_try_is_seen_and_a_locked_token_is_left_alone"),
    ],
    (23, "the time-stamp authority is down"): [
        (AUTHORITIES, "test_a_dead_or_lying_time_authority_never_stops_signing"),
        (AUTHORITIES, "test_a_time_authority_that_turns_bad_in_the_batch"),
    ],
    (24, "an old revocation list, revoked afterwards"): [
        (AUTHORITIES, "test_yesterdays_answer_is_asked_for_again"),
        (BATCH, "test_a_certificate_that_turns_out_revoked_is_told"),
    ],
    (25, "another program holds a file"): [
        (QUEUE, "test_fault_25_a_file_held_by_another_program_delays_and_deletes_nothing"),
        (KILL, "test_a_file_held_by_another_program_is_tried_again_and_never_deleted"),
    ],
    (26, "the folder or the drive has moved"): [
        (QUEUE, "test_fault_26_the_data_folder_may_move_to_another_drive"),
        (KILL, "test_a_data_folder_that_moved_to_another_drive_opens_there"),
    ],
    (27, "the database is damaged"): [
        (SALVAGE, "test_flipped_bits_cost_what_they_hit_and_everything_else_is_saved"),
        (SALVAGE, "test_a_destroyed_first_page_is_damage_and_not_a_wrong_key"),
        (SALVAGE, "test_with_todays_backup_nothing_is_lost_wherever_the_damage_is"),
    ],
    (28, "the queue grows for days"): [
        (QUEUE, "test_fault_28_after_days_the_oldest_goes_first_small_before_large_and_one_huge_holds_up_nobody"),
        ("sync/test_bad_week.py", "test_a_few_counters_in_a_bad_week_drain_to_exactly_once"),
    ],
}  # fmt: skip


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef))


def test_all_28_are_on_the_list() -> None:
    assert [number for number, _ in FAULTS] == list(range(1, 29))


@pytest.mark.parametrize(("fault", "shown"), FAULTS.items(), ids=[f"{number:02} {words}" for number, words in FAULTS])
def test_every_fault_has_a_test_of_its_name(fault: tuple[int, str], shown: list[tuple[str, str]]) -> None:
    assert shown, fault
    for file, name in shown:
        assert name in names_in(file), f"{fault[0]}: {file} has no {name}"


def test_every_numbered_test_is_on_the_list() -> None:
    listed = {(file, name) for shown in FAULTS.values() for file, name in shown}
    numbered = {(file, name) for file in (QUEUE, TLS) for name in names_in(file) if name.startswith("test_fault_")}
    assert numbered <= listed
