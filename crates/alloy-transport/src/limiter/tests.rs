//! Many who wait, some of whom give up, in any order: nobody is forgotten, overtaken or too early.

use std::{
    future::Future,
    pin::Pin,
    sync::atomic::{AtomicBool, Ordering},
    task::{Context, Poll, Wake, Waker},
};

use proptest::prelude::*;

use super::{lanes::FEW, *};
use crate::Sleep;

/// A clock that goes when it is told to, and wakes who waited for that.
#[derive(Clone, Default)]
struct Clock(Arc<Mutex<ClockState>>);

#[derive(Default)]
struct ClockState {
    now: Duration,
    sleeping: Vec<(Duration, Waker)>,
}

impl Clock {
    fn advance(&self, time: Duration) {
        let mut state = self.0.lock().unwrap();
        state.now += time;
        let now = state.now;
        let woken: Vec<_> = state.sleeping.extract_if(.., |(end, _)| *end <= now).collect();
        drop(state);
        for (_, waker) in woken {
            waker.wake();
        }
    }
}

impl Timer for Clock {
    fn sleep(&self, duration: Duration) -> Sleep {
        let clock = self.clone();
        let end = self.now() + duration;
        Box::pin(std::future::poll_fn(move |context| {
            let mut state = clock.0.lock().unwrap();
            if state.now >= end {
                return Poll::Ready(());
            }
            state.sleeping.push((end, context.waker().clone()));
            Poll::Pending
        }))
    }

    fn now(&self) -> Duration {
        self.0.lock().unwrap().now
    }
}

#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// One that wants to send, asked again only when it was woken, as a runtime does.
struct Waiter<'a> {
    number: usize,
    arrived: Duration,
    woken: Arc<Woken>,
    admission: Pin<Box<dyn Future<Output = Result<Permit<'a>, Error>> + 'a>>,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Arrive,
    /// The waiter or, where none is left, nobody gives up.
    GiveUp(usize),
    /// A request that is on its way comes back.
    Return(usize),
    ReturnAll,
    /// One that may go is dropped before it is sent.
    Withdraw(usize),
    Pause(u64),
    Advance(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => Just(Step::Arrive),
        1 => any::<usize>().prop_map(Step::GiveUp),
        2 => any::<usize>().prop_map(Step::Return),
        1 => Just(Step::ReturnAll),
        1 => any::<usize>().prop_map(Step::Withdraw),
        3 => (0..700_u64).prop_map(Step::Advance),
    ];
    let pause = (0..900_u64).prop_map(Step::Pause);
    prop_oneof![
        prop::collection::vec(step.clone(), 1..80),
        prop::collection::vec(prop_oneof![9 => step, 1 => pause], 1..80),
    ]
}

const PATIENCE: Duration = Duration::from_secs(1000);

/// Asks for leave, as a client does that has the limiter's clock.
fn admit<'a>(
    limiter: &'a Limiter,
    caller: Caller<'a>,
) -> impl Future<Output = Result<Permit<'a>, Error>> {
    let clock = limiter.clock().unwrap();
    let now = clock.now();
    limiter.admit(Some(caller), clock, now, now + PATIENCE)
}

/// The limiter of a case, those who wait, and those who were let go.
struct Case<'a> {
    limiter: &'a Limiter,
    clock: Clock,
    caller: Caller<'a>,
    waiting: Vec<Waiter<'a>>,
    permits: Vec<Permit<'a>>,
    admitted: Vec<(usize, Duration)>,
    arrived: usize,
}

impl Case<'_> {
    fn arrive(&mut self) {
        let (limiter, caller) = (self.limiter, self.caller);
        self.waiting.push(Waiter {
            number: self.arrived,
            arrived: self.clock.now(),
            woken: Arc::new(Woken(AtomicBool::new(true))),
            admission: Box::pin(admit(limiter, caller)),
        });
        self.arrived += 1;
    }

    /// Asks whoever was woken, until nobody is.
    fn settle(&mut self, sent: bool) {
        while let Some(place) =
            self.waiting.iter().position(|waiter| waiter.woken.0.swap(false, Ordering::SeqCst))
        {
            let waiter = &mut self.waiting[place];
            let waker = Waker::from(waiter.woken.clone());
            let polled = waiter.admission.as_mut().poll(&mut Context::from_waker(&waker));
            if let Poll::Ready(admission) = polled {
                let waiter = self.waiting.remove(place);
                let mut permit = admission.unwrap();
                if sent {
                    permit.sent();
                }
                self.permits.push(permit);
                assert!(waiter.arrived <= self.clock.now());
                self.admitted.push((waiter.number, self.clock.now()));
            }
        }
    }
}

fn pacing() -> impl Strategy<Value = Pacing> {
    prop_oneof![
        2 => Just(Pacing::UNLIMITED),
        4 => (1..6_u32, 1..5_u32).prop_map(|(rate, burst)| Pacing::per_second(rate).with_burst(burst)),
    ]
}

fn run(limiter: &Limiter, pacing: Pacing, steps: &[Step]) {
    let clock = Clock::default();
    clock.advance(Duration::from_secs(100));
    limiter.set_clock(Arc::new(clock.clone()));
    let credential = CredentialId::new("507f1f77bcf86cd799439011").unwrap();
    let caller = Caller { credential: &credential, connector: "service", pacing };
    let mut case = Case {
        limiter,
        clock,
        caller,
        waiting: Vec::new(),
        permits: Vec::new(),
        admitted: Vec::new(),
        arrived: 0,
    };
    let mut withdrawn = 0;
    for step in steps {
        match *step {
            Step::Arrive => case.arrive(),
            Step::GiveUp(number) if !case.waiting.is_empty() => {
                let place = number % case.waiting.len();
                drop(case.waiting.remove(place));
            }
            Step::Return(number) if !case.permits.is_empty() => {
                let place = number % case.permits.len();
                case.permits[place].sent();
                drop(case.permits.swap_remove(place));
            }
            Step::ReturnAll => {
                case.permits.iter_mut().for_each(Permit::sent);
                case.permits.clear();
            }
            Step::Withdraw(number) if !case.permits.is_empty() => {
                let place = number % case.permits.len();
                withdrawn += usize::from(case.permits.len() > place);
                drop(case.permits.swap_remove(place));
            }
            Step::Pause(millis) => limiter.pause(Some(&credential), Duration::from_millis(millis)),
            Step::Advance(millis) => case.clock.advance(Duration::from_millis(millis)),
            Step::GiveUp(_) | Step::Return(_) | Step::Withdraw(_) => {}
        }
        case.settle(false);
        let status = limiter.status();
        assert!(status.waiting <= case.waiting.len());
        let settings = &limiter.settings;
        let most = settings.all.max_in_flight.min(settings.max_in_flight_per_credential);
        assert!(case.permits.len() <= most);
        // Nobody waits while there is room.
        if pacing.is_unlimited() && !steps.iter().any(|step| matches!(step, Step::Pause(_))) {
            assert!(case.waiting.is_empty() || case.permits.len() == most);
        }
    }

    // Everybody who is still there has a turn, in the order of arrival, as those before come back.
    for _ in 0..2000 {
        case.permits.iter_mut().for_each(Permit::sent);
        case.permits.clear();
        case.settle(true);
        case.clock.advance(Duration::from_millis(50));
        case.settle(true);
    }
    assert!(case.waiting.is_empty(), "{} wait for ever", case.waiting.len());
    let numbers: Vec<_> = case.admitted.iter().map(|(number, _)| *number).collect();
    assert!(numbers.is_sorted(), "overtaken: {numbers:?}");
    case.permits.clear();
    case.clock.advance(PATIENCE);
    let status = limiter.status();
    assert_eq!((status.waiting, status.in_flight), (0, 0));

    // Never more than the pace allows over any stretch, apart from turns that were given back.
    if !pacing.is_unlimited() && withdrawn == 0 {
        for (first, (_, start)) in case.admitted.iter().enumerate() {
            for (last, (_, end)) in case.admitted.iter().enumerate().skip(first) {
                let most = end.saturating_sub(*start).as_nanos() / pacing.interval().as_nanos()
                    + u128::from(pacing.burst());
                assert!(((last - first) as u128) < most, "{:?}", case.admitted);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nobody_is_forgotten_overtaken_or_too_early(pacing in pacing(), steps in steps()) {
        run(&Limiter::new(), pacing, &steps);
    }

    #[test]
    fn so_it_is_with_few_in_flight(pacing in pacing(), steps in steps(), few in 1..4_usize) {
        run(&Limiter::new().max_in_flight(few), pacing, &steps);
        run(&Limiter::new().max_in_flight_per_credential(few), pacing, &steps);
    }
}

#[test]
fn credentials_that_rest_are_forgotten() {
    let limiter = Limiter::new();
    let clock = Clock::default();
    limiter.set_clock(Arc::new(clock.clone()));
    let mut context = Context::from_waker(Waker::noop());
    for number in 0..10_000 {
        let credential = CredentialId::new(format!("{number:024x}")).unwrap();
        let pacing = Pacing::per_second(10);
        let caller = Caller { credential: &credential, connector: "service", pacing };
        let mut admission = Box::pin(admit(&limiter, caller));
        let Poll::Ready(Ok(mut permit)) = admission.as_mut().poll(&mut context) else {
            panic!("nobody else waits")
        };
        permit.sent();
        // Ten of them rest at any time.
        clock.advance(Duration::from_millis(10));
        assert!(limiter.status().credentials <= 2 * FEW, "{:?}", limiter.status());
    }
}

#[test]
fn a_caller_with_another_clock_is_let_go_by_the_limiters() {
    let limiter = Limiter::new();
    let clock = Clock::default();
    clock.advance(Duration::from_secs(100));
    limiter.set_clock(Arc::new(clock.clone()));
    let other: Arc<dyn Timer> = Arc::new(Clock::default());
    let credential = CredentialId::new("507f1f77bcf86cd799439011").unwrap();
    let pacing = Pacing::per_second(1);
    let caller = Caller { credential: &credential, connector: "service", pacing };
    let mut context = Context::from_waker(Waker::noop());

    let ask = || Box::pin(limiter.admit(Some(caller), &other, Duration::ZERO, PATIENCE));
    let Poll::Ready(Ok(mut first)) = ask().as_mut().poll(&mut context) else {
        panic!("nobody else waits")
    };
    assert_eq!(first.given_at(), None);
    first.sent();
    let mut second = ask();
    assert!(second.as_mut().poll(&mut context).is_pending());
    clock.advance(Duration::from_secs(1));
    assert!(second.as_mut().poll(&mut context).is_ready());
}

#[test]
fn threads_share_it() {
    let limiter = Limiter::new().max_in_flight(3);
    let clock = Clock::default();
    limiter.set_clock(Arc::new(clock));
    let on_their_way = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for number in 0..8 {
            let (limiter, on_their_way) = (&limiter, &on_their_way);
            scope.spawn(move || {
                let credential = CredentialId::new(format!("{:024x}", number % 2)).unwrap();
                let pacing = Pacing::UNLIMITED;
                for _ in 0..500 {
                    let caller = Caller { credential: &credential, connector: "service", pacing };
                    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
                    runtime.block_on(async {
                        let mut permit = admit(limiter, caller).await.unwrap();
                        permit.sent();
                        assert!(on_their_way.fetch_add(1, Ordering::SeqCst) < 3);
                        tokio::task::yield_now().await;
                        on_their_way.fetch_sub(1, Ordering::SeqCst);
                    });
                }
            });
        }
    });
    assert_eq!((limiter.status().waiting, limiter.status().in_flight), (0, 0));
}
