/** Every question that can be asked and every thing done in one press. A new one is a file and a line here. */
import { actAs } from "../acts/actAs.ts";
import { analysisFile } from "../acts/analysisFile.ts";
import { askLater } from "../acts/askLater.ts";
import { bookedTalk } from "../acts/bookedTalk.ts";
import { calendarFile } from "../acts/calendarFile.ts";
import { changeMeasure } from "../acts/changeMeasure.ts";
import { closeNeed } from "../acts/closeNeed.ts";
import { confirmPerson } from "../acts/confirmPerson.ts";
import { deliver } from "../acts/deliver.ts";
import { discussNeed } from "../acts/discussNeed.ts";
import { dismiss } from "../acts/dismiss.ts";
import { eraseMe } from "../acts/eraseMe.ts";
import { evaluate } from "../acts/evaluate.ts";
import { exportFile } from "../acts/exportFile.ts";
import { exportMine } from "../acts/exportMine.ts";
import { importFile } from "../acts/importFile.ts";
import { interest } from "../acts/interest.ts";
import { measureStatus } from "../acts/measureStatus.ts";
import { objectConfirmation } from "../acts/objectConfirmation.ts";
import { objectTalk } from "../acts/objectTalk.ts";
import { objectTraining } from "../acts/objectTraining.ts";
import { openEvaluation } from "../acts/openEvaluation.ts";
import { putOff } from "../acts/putOff.ts";
import { releaseReminders } from "../acts/releaseReminders.ts";
import { remindMe } from "../acts/remindMe.ts";
import { saveTalks } from "../acts/saveTalks.ts";
import { seen } from "../acts/seen.ts";
import { sendToHr } from "../acts/sendToHr.ts";
import { setLanguage } from "../acts/setLanguage.ts";
import { signOff } from "../acts/signOff.ts";
import { signUp } from "../acts/signUp.ts";
import { undo } from "../acts/undo.ts";
import { aboutMe } from "./aboutMe.ts";
import { analysis } from "./analysis.ts";
import { breakRoomList } from "./breakRoomList.ts";
import { courses } from "./courses.ts";
import { coverage } from "./coverage.ts";
import { deliveries } from "./deliveries.ts";
import { evaluations } from "./evaluations.ts";
import { gap } from "./gap.ts";
import { gapBeside } from "./gapBeside.ts";
import { help } from "./help.ts";
import { lacking } from "./lacking.ts";
import { lackingWho } from "./lackingWho.ts";
import { measures } from "./measures.ts";
import { myReminders } from "./myReminders.ts";
import { mySignUps } from "./mySignUps.ts";
import { myTraining } from "./myTraining.ts";
import { prepareTalk } from "./prepareTalk.ts";
import { profile } from "./profile.ts";
import { smallTalk } from "./smallTalk.ts";
import { talks } from "./talks.ts";
import { unclear } from "./unclear.ts";
import { unitTotals } from "./unitTotals.ts";
import { unreached } from "./unreached.ts";
import { whatIsSent } from "./whatIsSent.ts";
import { whoLooked } from "./whoLooked.ts";
import { whoSees } from "./whoSees.ts";
import { yearWheel } from "./yearWheel.ts";

export const pages = {
  help,
  smallTalk,
  unclear,
  whoSees,
  whoLooked,
  aboutMe,
  exportMine,
  eraseMe,
  myTraining,
  lacking,
  measures,
  courses,
  unitTotals,
  profile,
  mySignUps,
  gap,
  gapBeside,
  lackingWho,
  coverage,
  breakRoomList,
  analysis,
  deliveries,
  signUp,
  signOff,
  dismiss,
  interest,
  deliver,
  analysisFile,
  closeNeed,
  discussNeed,
  seen,
  importFile,
  exportFile,
  objectConfirmation,
  undo,
  setLanguage,
  actAs,
  objectTraining,
  sendToHr,
  measureStatus,
  changeMeasure,
  askLater,
  confirmPerson,
  talks,
  saveTalks,
  bookedTalk,
  prepareTalk,
  objectTalk,
  myReminders,
  remindMe,
  putOff,
  whatIsSent,
  unreached,
  releaseReminders,
  yearWheel,
  calendarFile,
  evaluate,
  openEvaluation,
  evaluations,
};
