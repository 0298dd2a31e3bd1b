/** Words for one and the same thing. */
const groups = `
customer,client,patron,buyer,shopper
appointment,booking,reservation,visit
task,to do,todo,chore,action item
invoice,bill
product,item,article,good
employee,staff member,team member,worker,colleague,staff
member,subscriber,participant,attendee
student,pupil,learner,trainee
teacher,tutor,instructor,coach,trainer
supplier,vendor
company,organization,organisation,business,firm
ticket,issue,support ticket,request,support request
order,purchase
vehicle,car
contact,person
project,initiative
quote,estimate,offer,proposal
expense,cost
note,memo
document,file
recipe,dish
deal,opportunity
lead,prospect
candidate,applicant
session,lesson
class,course
property,listing
`;

const groupByWord = new Map(
  groups
    .trim()
    .split("\n")
    .flatMap((group) => group.split(",").map((word) => [word, group] as const)),
);

export const isSynonym = (one: string, other: string): boolean =>
  one === other || (groupByWord.has(one) && groupByWord.get(one) === groupByWord.get(other));
