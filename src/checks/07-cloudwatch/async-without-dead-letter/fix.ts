import type { App } from '../../../model/app.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import { flag } from '../../../model/value.ts';
import { deadLettersFor } from '../../fixing/dead-letters.ts';
import { noFix, notWritten, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import { keepEvents } from './keep-events.ts';
import { keepRecords } from './keep-records.ts';

/** Tries of a message before it is put aside; AWS asks for five at least where Lambda polls (Lambda developer guide, SQS error handling). */
const TRIES = 5;

/** A queue for what fails, in the place that each kind of trigger has for it. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    switch (fail.message) {
      case 'async':
        return keepEvents(fail, app);
      case 'stream':
        return keepRecords(fail, app);
      default:
        return keepMessages(fail, app);
    }
  },
};

function keepMessages(fail: FailOutcome, app: App): Fix | NoFix {
  const queue = app.resource(fail.subject)!;
  const written = writtenOf(queue);
  if (written === undefined) return notWritten(queue);
  if (written.type !== 'AWS::SQS::Queue')
    return noFix(`${queue.logicalId} is made by SAM, which gives it no dead-letter queue: declare the queue`);
  if (writtenProperty(written, 'RedrivePolicy') !== undefined) return noFix('its RedrivePolicy hangs on a condition');
  const deadLetters = deadLettersFor(app, queue, written);
  const redrive = setProperty(written, 'RedrivePolicy', { deadLetterTargetArn: deadLetters.arn, maxReceiveCount: TRIES });
  return {
    // A message put aside lets later ones of its group overtake it.
    safety: flag(property(queue, 'FifoQueue'), false) === false ? 'safe' : 'review',
    title: `Put messages of ${queue.logicalId} aside in ${deadLetters.logicalId} after ${TRIES} tries`,
    changes: [redrive, ...deadLetters.changes],
    ...(deadLetters.todo.length === 0 ? {} : { todo: deadLetters.todo }),
  };
}
