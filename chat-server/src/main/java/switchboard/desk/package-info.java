/// The desk: one deterministic state machine that decides commands into events and applies events to its state. It does no I/O and never asks
/// the clock: time is an argument, numbers are its own running numbers. The features below it do not know each other; `Desk` ties them.
@NullMarked
package switchboard.desk;

import org.jspecify.annotations.NullMarked;
